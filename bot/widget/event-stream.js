// Server-sent events read from the body of an answer to POST, which EventSource cannot send.

// Yields {event, data}: data is parsed JSON.
export async function* readEvents(body) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    const blocks = (rest + value).split(/\r?\n\r?\n/);
    rest = blocks.pop();
    for (const block of blocks) {
      const fields = { event: "message", data: [] };
      for (const line of block.split(/\r?\n/)) {
        if (line.startsWith("event:")) fields.event = line.slice(6).trim();
        if (line.startsWith("data:")) fields.data.push(line.slice(5));
      }
      if (fields.data.length) yield { event: fields.event, data: JSON.parse(fields.data.join("\n")) };
    }
  }
}
