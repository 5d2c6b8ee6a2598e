"""A job interview from the first question to the feedback."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.practice import interview, interview_report
from bot.practice.asking import State
from bot.practice.interview_content import Track, interview_content
from bot.practice.interview_feedback import Feedback, give_feedback
from bot.practice.interview_hearing import ear
from bot.practice.lines import Line

GOOD = (
    "Jeg arbejdede i en butik i Odense sidste sommer. En kunde var vred over en defekt lampe. Min opgave var at finde en løsning. "
    "Jeg lyttede og fandt 2 nye lamper til ham. Han blev glad og kom igen."
)
GENERAL = "Man lytter til kunden og finder ud af, hvad problemet er, og så løser man det."


def mask(text: str) -> str:
    """Stands in for the real mask: hides eight digits."""
    return re.sub(r"\b\d{8}\b", "[telefonnummer]", text)


def say(state: State, *texts: str) -> tuple[State, list[Line], bool]:
    lines: list[Line] = []
    done = False
    for text in texts:
        state, lines, done = interview.reply(state, text, mask=mask)
    return state, lines, done


def at_kind(kind: str, track: Track = "medarbejder", seed: int = 1) -> State:
    """An interview that has come to its first question of a kind."""
    state, _ = interview.start(track, seed=seed)
    while interview_content().questions[state["questions"][state["index"]]].kind != kind:
        state, _, _ = say(state, "spring over")
    return state


def kinds(lines: list[Line]) -> list[tuple[str, str]]:
    return [(line.speaker, line.kind) for line in lines]


@pytest.mark.parametrize(("track", "name"), [("medarbejder", "Mette"), ("teamleder", "Henrik")])
def test_the_game_is_marked_and_the_interviewer_says_who_they_are(track: Track, name: str) -> None:
    _, lines = interview.start(track, seed=1)
    assert kinds(lines) == [("narrator", "intro"), ("interviewer", "hello"), ("interviewer", "question")]
    assert name in lines[1].text


def test_the_tracks_share_no_question() -> None:
    tracks = interview_content().tracks
    employee, leader = ({name for step in track.steps for name in step} for track in (tracks.medarbejder, tracks.teamleder))
    assert employee & leader == set()
    assert employee | leader == set(interview_content().questions)


def test_an_unknown_track_is_refused_with_those_that_exist() -> None:
    with pytest.raises(ValueError, match="'chef' does not exist; choose one of medarbejder, teamleder"):
        interview.start("chef", seed=1)  # type: ignore[arg-type]


@pytest.mark.parametrize("track", ["medarbejder", "teamleder"])
def test_good_answers_lead_through_seven_questions_without_a_follow_up(track: Track) -> None:
    state, _ = interview.start(track, seed=4)
    asked = 1
    done = False
    while not done:
        state, lines, done = say(state, GOOD)
        assert not [line for line in lines if line.kind == "follow_up"]
        asked += sum(line.kind == "question" for line in lines)
    assert asked == 7
    assert state["ended"] == "finished"


@pytest.mark.parametrize(
    ("kind", "answer", "reason"),
    [
        ("experience", "ved ikke", "unknown"),
        ("experience", "ja", "short"),
        ("experience", "Jeg er altid meget rolig og venlig over for alle mennesker", "example"),
        ("experience", GENERAL, "own"),
        ("experience", "Jeg arbejdede i en butik. En kunde var vred. Jeg lyttede og fandt en ny vare til ham.", "result"),
        ("hypothetical", "Jeg synes, det er meget vigtigt med respekt for andre mennesker", "action"),
        ("self", "Jeg er meget tålmodig og rolig og altid venlig over for andre", "example"),
        ("presentation", "Jeg hedder Ida og er glad for mennesker", "short"),
    ],
)
def test_a_thin_answer_is_followed_up_once_by_what_it_lacks(kind: str, answer: str, reason: str) -> None:
    state, lines, _ = say(at_kind(kind), answer)
    assert kinds(lines) == [("interviewer", "follow_up")]
    assert lines[0].text in getattr(interview_content().follow_ups, reason)
    _, lines, _ = say(state, answer)
    assert "follow_up" not in [line.kind for line in lines]


@pytest.mark.parametrize("text", ["hvad mener du?", "Undskyld, hvad mener du med det?", "jeg forstår ikke spørgsmålet"])
def test_a_question_back_is_explained_and_costs_nothing(text: str) -> None:
    before = at_kind("experience")
    state, lines, _ = say(before, text)
    assert lines == [Line("interviewer", interview_content().questions[state["questions"][state["index"]]].explain, "question")]
    assert state == before


@pytest.mark.parametrize("text", ["kan du gentage?", "en gang til", "gentag lige spørgsmålet tak"])
def test_a_question_is_repeated_in_other_words(text: str) -> None:
    state, lines, _ = say(at_kind("experience"), text)
    assert interview_content().questions[state["questions"][state["index"]]].again in lines[0].text


def test_asking_a_customer_what_they_meant_is_an_answer() -> None:
    before = at_kind("experience")
    state, _, _ = say(before, "Jeg spurgte kunden, hvad mener du egentlig")
    assert state["answers"][state["index"]]["texts"] == ["Jeg spurgte kunden, hvad mener du egentlig"]


@pytest.mark.parametrize("text", ["næste", "pas", "kan vi tage næste spørgsmål", "det vil jeg helst springe over", "spring over tak"])
def test_a_wish_to_skip_is_heard(text: str) -> None:
    before = at_kind("hypothetical")
    state, _, _ = say(before, text)
    assert state["answers"][before["index"]] == {"question": before["questions"][before["index"]], "texts": [], "skipped": True}


@pytest.mark.parametrize("text", ["pas på kunden", "jeg ville sige stop og gå min vej", "Hold kæft hvor var det sjovt den dag"])
def test_a_word_that_could_end_or_skip_is_part_of_an_answer(text: str) -> None:
    state, _, done = say(at_kind("hypothetical"), text)
    assert done is False
    assert text in [said for answer in state["answers"] for said in answer["texts"]]


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.lists(st.text(max_size=80), max_size=20))
def test_no_message_breaks_an_interview_or_goes_unanswered(texts: list[str]) -> None:
    state, _ = interview.start("teamleder", seed=1)
    done = False
    for text in texts:
        ended = done
        state, lines, done = say(json.loads(json.dumps(state)), text)
        assert ended or (lines and all(line.text.strip() for line in lines))
    assert interview_report.told(interview.feedback(state))


def test_skipping_goes_on_and_shows_in_the_feedback() -> None:
    state, _ = interview.start("medarbejder", seed=1)
    state, lines, _ = say(state, "spring over")
    assert kinds(lines) == [("interviewer", "reaction"), ("interviewer", "question")]
    assert interview.feedback(state).answers[0].answered is False


def test_stop_ends_with_feedback_on_what_was_said() -> None:
    state, _ = interview.start("medarbejder", seed=1)
    state, lines, done = say(state, GOOD, "stop")
    assert (kinds(lines), done) == ([("narrator", "ended")], True)
    assert len(interview.feedback(state).answers) == 1


@pytest.mark.parametrize(
    "text", ["du er en idiot", "hold kæft", "vil du knalde", "jeg slår dig ihjel", "HOLD DIN KAEFT", "send nøgenbilleder"]
)
def test_abuse_ends_the_game_calmly(text: str) -> None:
    state, lines, done = say(at_kind("experience"), text)
    assert lines == [Line("narrator", interview_content().ended_abuse, "ended")]
    assert done
    assert interview.reply(state, "hej", mask=mask) == (state, [], True)


@pytest.mark.parametrize(
    "text", ["Kunden råbte hold kæft, du er en idiot, og så tog jeg en dyb indånding", "en kunde sagde jeg slår dig ihjel"]
)
def test_what_an_angry_customer_said_is_an_answer(text: str) -> None:
    _, _, done = say(at_kind("experience"), text)
    assert done is False


def test_personal_data_is_masked_before_it_is_kept_and_a_word_is_said() -> None:
    state, lines, _ = say(at_kind("experience"), f"{GOOD} Ring 12345678.")
    assert kinds(lines)[0] == ("narrator", "masked")
    assert "12345678" not in json.dumps([state, interview.feedback(state).to_dict()])


def test_a_wall_of_text_is_cut_and_met_kindly() -> None:
    state, lines, _ = say(at_kind("experience"), f"{GOOD} " * 60)
    assert lines[0].text in interview_content().reactions.long
    assert max(len(text) for answer in state["answers"] for text in answer["texts"]) <= 2500


@pytest.mark.parametrize("text", ["", "  ", "?", "🙂"])
def test_nothing_written_is_asked_for_again(text: str) -> None:
    before = at_kind("experience")
    state, lines, done = say(before, text)
    assert (state, kinds(lines), done) == (before, [("narrator", "prompt")], False)


def test_something_hard_is_met_quietly() -> None:
    _, lines, _ = say(at_kind("experience"), f"{GOOD} Bagefter gik jeg ned med stress og blev fyret.")
    assert lines[0].text in interview_content().reactions.heavy


def test_the_same_seed_and_messages_give_the_same_talk() -> None:
    def play(seed: int) -> list[str]:
        state, lines = interview.start("medarbejder", seed=seed)
        said = [line.text for line in lines]
        for text in [GOOD, "ved ikke", "spring over", GENERAL, GOOD, GOOD, GOOD, GOOD, GOOD]:
            state, lines, _ = say(json.loads(json.dumps(state)), text)
            said += [line.text for line in lines]
        return said

    assert play(5) == play(5)
    assert play(5) != play(6)


def test_reactions_do_not_repeat_while_others_are_left() -> None:
    state, _ = interview.start("medarbejder", seed=2)
    said = []
    for _ in range(7):
        state, lines, _ = say(state, GOOD)
        said += [line.text for line in lines if line.kind == "reaction"]
    assert len(said) == len(set(said)) == 7


def test_a_message_leaves_the_given_state_alone() -> None:
    state, _ = interview.start("medarbejder", seed=1)
    before = json.dumps(state)
    say(state, GOOD)
    assert json.dumps(state) == before


def test_feedback_outlives_json() -> None:
    state, _, _ = say(at_kind("experience"), GOOD)
    feedback = interview.feedback(state)
    assert Feedback.from_dict(json.loads(json.dumps(feedback.to_dict()))) == feedback


def test_feedback_quotes_the_users_own_sentences() -> None:
    state, _, _ = say(at_kind("experience"), GOOD)
    answer = interview.feedback(state).answers[-1]
    assert {finding.part: finding.quote for finding in answer.parts} == {
        "situation": "Jeg arbejdede i en butik i Odense sidste sommer.",
        "task": "Min opgave var at finde en løsning.",
        "action": "Jeg lyttede og fandt 2 nye lamper til ham.",
        "result": "Han blev glad og kom igen.",
    }
    assert answer.things == ("Odense", "2")
    assert answer.opening == "Jeg arbejdede i en butik i Odense sidste sommer. Jeg lyttede og fandt 2 nye lamper til ham."


def test_an_impersonal_answer_gets_an_opening_in_the_first_person() -> None:
    state, _, _ = say(at_kind("hypothetical"), "øh man lytter til kunden og finder ud af hvad der er galt", "det ved jeg ikke")
    opening = interview.feedback(state).answers[-1].opening
    assert opening is not None
    assert "Jeg lytter til kunden og finder ud af hvad der er galt." in opening


def test_running_down_a_former_employer_is_shown_and_practised_first() -> None:
    state, _, _ = say(at_kind("experience"), f"{GOOD} Min chef var en tyran.")
    feedback = interview.feedback(state)
    assert feedback.answers[-1].blame == "Min chef var en tyran."
    assert feedback.practise_first == interview_content().feedback.practise.blame
    assert "tyran" not in (feedback.answers[-1].opening or "")


def test_an_angry_customer_is_no_former_employer() -> None:
    state, _, _ = say(at_kind("experience"), f"{GOOD} Kunden var forfærdelig, men min chef roste mig.")
    assert interview.feedback(state).answers[-1].blame is None


def test_i_do_not_know_is_no_result() -> None:
    state, _, _ = say(at_kind("experience"), "Jeg tog en snak med en kollega i stedet for kunden", "ved ikke")
    assert {finding.part for finding in interview.feedback(state).answers[-1].parts if not finding.quote} >= {"result"}


def test_a_presentation_is_timed_against_the_source() -> None:
    state, _ = interview.start("medarbejder", seed=1)
    state, _, _ = say(state, "Jeg har arbejdet i butik. " * 20)
    answer = interview.feedback(state).answers[0]
    assert (answer.words, answer.seconds, answer.length) == (100, 45, "fine")


def test_the_report_has_an_answer_a_line_then_what_worked_and_one_thing_to_practise() -> None:
    state, _, _ = say(at_kind("experience"), GOOD, "stop")
    lines = interview_report.told(interview.feedback(state))
    assert [line.kind for line in lines][-2:] == ["worked", "practise"]
    assert lines[-1].text.count("•") == 1
    assert all(line.speaker == "coach" for line in lines)
    assert "{" not in "".join(line.text for line in lines)


def test_an_interview_without_answers_gets_a_kind_word() -> None:
    state, _ = interview.start("medarbejder", seed=1)
    state, _, _ = say(state, "stop")
    assert [line.text for line in interview_report.told(interview.feedback(state))] == [interview_content().feedback.nothing]


LONG = "jeg kan godt lide at tale med folk hver dag, og jeg synes selv jeg er god til at holde roen når de er sure"


def kinds_after(text: str, *before: str) -> list[str]:
    state, _ = interview.start("medarbejder", seed=3)
    lines: list[Line] = []
    for said in (*before, text):
        state, lines, _ = interview.reply(state, said, mask=lambda given: given)
    return [line.kind for line in lines]


def test_a_story_that_was_told_is_not_asked_for_again() -> None:
    story = "en dame kom med en brødrister der var gået i stykker, så fandt jeg bonen, gav hende en ny, og hun kom tilbage med chokolade"
    assert kinds_after("det har jeg lige fortalt, hende med brødristeren", LONG, LONG, story) == ["reaction", "question"]


def test_a_question_about_the_firm_is_answered_and_the_interview_waits() -> None:
    assert kinds_after("hvad er det for en arbejdsplads du er fra?", LONG) == ["question"]


def test_a_question_behind_an_answer_is_no_part_of_it() -> None:
    assert kinds_after(f"{LONG}. hvad skal man egentlig have på til sådan en samtale?")[0] == "later"


def test_a_name_and_an_age_are_nothing_concrete() -> None:
    answer = give_feedback("teamleder", [("presentation-leader", "Jeg hedder Bent, 38 år. Jeg har siddet i kundeservice i 8 år.")]).answers[
        0
    ]
    assert answer.things == ("8",)


def test_the_result_is_how_it_ended() -> None:
    text = (
        "Vi havde et mål om at svare 80 % inden for 30 sekunder i januar. Vi nåede 61 procent. "
        "Jeg foreslog at lægge en besked på køen, og i februar var vi oppe på 78"
    )
    answer = give_feedback("teamleder", [("missed-goal", text)]).answers[0]
    assert {finding.part: finding.quote for finding in answer.parts}["result"] == "og i februar var vi oppe på 78"


def test_pointing_back_is_no_action() -> None:
    text = "jeg tænkte på ham med telefonen jeg lige har fortalt om"
    answer = give_feedback("teamleder", [("struggling-colleague", text)]).answers[0]
    assert {finding.part: finding.quote for finding in answer.parts}["action"] is None


def test_nobody_is_told_to_begin_as_they_began() -> None:
    text = "En mandag ringede en vred kunde. Jeg lyttede til ham og fandt hans ordre."
    assert give_feedback("medarbejder", [("difficult-customer", text)]).answers[0].opening == ""


@pytest.mark.parametrize(
    ("text", "beside"),
    [
        ("hvad skal man egentlig have på til sådan en samtale?", True),
        ("er der weekendarbejde?", True),
        ("hvad mener du?", False),
        ("hvad er det for en arbejdsplads du er fra?", False),
        ("jeg spurgte ham: hvad er der galt? så løste vi det", False),
    ],
)
def test_a_question_to_karla_is_told_from_one_to_the_interviewer(text: str, beside: bool) -> None:
    assert ear().asks_beside(text) is beside
