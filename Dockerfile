# Karla in a container: both servers, or one of them. No secret is in any layer; they come as files at the start (compose.yml).
#   docker build -t karla .
FROM python:3.11-slim-bookworm AS installed
# uv, since pip refuses Rasa 3.6 on Python 3.11 (README.md, decisions).
RUN pip install --no-cache-dir uv
WORKDIR /opt/karla
COPY requirements.lock .
RUN uv venv -q /opt/karla/.venv && uv pip sync -q --python /opt/karla/.venv/bin/python requirements.lock

FROM python:3.11-slim-bookworm
# libgomp1: scikit-learn and TensorFlow are built with OpenMP.
RUN apt-get update \
    && apt-get install -y --no-install-recommends libgomp1 \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --uid 10001 --no-create-home --home-dir /opt/karla --shell /usr/sbin/nologin karla
COPY --from=installed /opt/karla/.venv /opt/karla/.venv
# Not "/": Rasa unpacks a model with a check that holds names against the working directory (SECURITY.md).
WORKDIR /opt/karla
COPY . .
# The only folders that are written: databases and logs, and the model; what libraries keep goes to /tmp.
RUN mkdir -m 700 var models && chown karla:karla var models
ENV PATH=/opt/karla/.venv/bin:$PATH \
    HOME=/tmp \
    RASA_CACHE_DIRECTORY=/tmp/rasa \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUTF8=1 \
    RASA_TELEMETRY_ENABLED=false \
    TF_CPP_MIN_LOG_LEVEL=3 \
    SQLALCHEMY_SILENCE_UBER_WARNING=1 \
    PROFILE=production \
    HOST=0.0.0.0
USER karla
VOLUME ["/opt/karla/var", "/opt/karla/models"]
EXPOSE 5005 5055
# Whether the process lives; whether it can serve is /health/ready. The first start trains, which takes minutes.
HEALTHCHECK --interval=10s --timeout=3s --start-period=10m --retries=3 \
    CMD ["python", "-m", "bot.healthcheck"]
STOPSIGNAL SIGTERM
ENTRYPOINT ["python", "-m", "bot.cli"]
CMD ["serve"]
