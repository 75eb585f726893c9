"""Paragraphs that speak to a machine and not to investors, or write figures in letters that pass for digits.

Filing text is untrusted. That a planted sentence stands in the filing makes it the filing's words, not a fact: what
orders a model about, looks like a prompt's, a schema's or a template's own syntax, or reads otherwise than it looks,
is told in the summary's warnings and bears nothing out. The patterns are few and narrow. They are no defence that a
model could lean on (the prompts are); they keep what is plainly planted out of a summary.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from summarizer.filing.structure import Filing, Paragraph
from summarizer.folding import plain
from summarizer.sieve import small
from summarizer.verification.grounding import Grounder, Located, Missing

ADDRESSED = "speaks to a machine, not to investors"
SYNTAX = "holds syntax of prompts, schemas or templates"
DISGUISED = "reads otherwise than it looks: letters that pass for others, or marks that turn or hide text"

_OLD = (
    r"(?:(?:all|any|every|each|of|the|your|my|its|these|those|this|previous|previously|prior|earlier|above|preceding|"
    r"former|foregoing|existing|other|original|given|system|safety)[ ,]+){1,6}"
)
_MODEL = (
    r"(?:A\.?I\.?|L\.?L\.?M\.?s?|(?:large )?language models?|chat ?bots?|GPT|machine readers?|"
    r"automated (?:reader|summari[sz]er|system|agent|tool|parser)s?)"
)
_READS = r"(?:read|process|summari[sz]|pars|extract|analy[sz]|index|ingest|review)(?:s|es|e|ing)"
_THIS = r"(?:this|the (?:above|following|present)) (?:document|filing|report|form|text|page|8-K)"

# What speaks to a machine. Before each pattern stands what the words hold at the least, in small letters: most
# paragraphs hold none of it, and are not searched further.
_A_MODEL = (
    *(" ai", " a.i", " llm", " l.lm", " ll.m", " l.l.m", "language model", " chat", " gpt", " machine reader"),
    " automated",
)
_ADDRESSED = tuple(
    (holds, re.compile(pattern, re.IGNORECASE))
    for holds, pattern in (
        # Orders to drop other orders, in the languages that they are passed around in.
        (
            ("ignor", "disregard", "forget", "overrid", "bypass"),
            rf"\b(?:ignor(?:e|ing)|disregard|forget|overrid(?:e|es|ing)|bypass) {_OLD}"
            r"(?:instructions?|prompts?|guidelines|commands|directives|training|programming)\b",
        ),
        (
            ("ignor",),
            r"\bignorier(?:e|en|t)\b[^.]{0,40}\b(?:Anweisung|Instruktion|Vorgabe)|"
            r"\bignor(?:ez|er|e|a|ad|ar|are|ate)\b[^.]{0,40}"
            r"\b(?:instructions|instrucciones|instru[çc][õo]es|istruzioni|consignes) (?:pr[ée]c|ant|pr[ée]v|ci-dessus)",
        ),
        (
            ("忽", "无视", "無視"),
            r"(?:忽略|无视|忽視|無視)[^。]{0,12}(?:指令|指示|说明|提示|命令)|(?:指示|命令)を(?:すべて)?無視",
        ),
        (("игнорируй", "забудь"), r"(?:игнорируй|забудь)(?:те)?\b.{0,40}(?:инструкци|указани|команд)"),
        (("تجاهل",), r"تجاهل.{0,40}(?:التعليمات|الأوامر)"),
        # Who is spoken to.
        (
            ("you are",),
            rf"\byou are (?:now )?(?:an?|the|in) (?:\w+ ){{0,3}}"
            rf"(?:{_MODEL}|(?:AI |helpful |virtual )assistant\b|(?:maintenance|developer|debug|god) mode)",
        ),
        (
            (*_A_MODEL, " robot"),
            rf"\b(?:note|notice|attention|message|instructions?|hint|reminder|memo)s?:? (?:to|for) "
            rf"(?:any |all |the |an? )?(?:{_MODEL}|automated|robots?\b)",
        ),
        (_A_MODEL, rf"\b(?:if you are|dear|attention|hey|hello),? (?:an? |the |any |all )?{_MODEL}\b"),
        (
            (*_A_MODEL, "assistant"),
            rf"\b(?:any|every|all|the|an?) (?:\w+ )?(?:{_MODEL}|assistant)(?: (?:that|which|who))? {_READS} {_THIS}",
        ),
        (
            (*("system:", "assistant:", "developer:", "message:", "prompt:", "override:", "note:", "update:"),),
            r"\b(?:SYSTEM|ASSISTANT|DEVELOPER)(?: (?:MESSAGE|PROMPT|OVERRIDE|NOTE|UPDATE))?: ?"
            r"(?:You|Ignore|I have|New|The user|From now|Your)\b",
        ),
        (
            ("prompt", "instruction"),
            r"\b(?:reveal|repeat|print|show|output|disclose) (?:me )?(?:your|the) "
            r"(?:system |hidden |initial )?(?:prompt|instructions)\b",
        ),
        # What it is told to do.
        (
            ("json", "yaml", "xml"),
            r"\b(?:output|respond|reply|answer|return|emit|write)(?: back)? "
            r"(?:(?:with|in|as|only|just|exactly|solely|strictly|valid|raw|a|the|following|this) ){0,5}"
            r"(?:JSON|YAML|XML)\b",
        ),
        (
            ("summar",),
            rf"\b(?:any|every|all|the|your) (?:\w+ )?summar(?:y|ies)(?: of {_THIS})? "
            r"(?:must|shall|should|has to|is to) (?:\w+ )?(?:state|say|report|read|end|contain|mention|list|give|be)\b",
        ),
        (
            ("as verified", "as grounded", "as confirmed", "as true"),
            r"\b(?:mark|flag|label|report|treat)(?:ed)? (?:it|this|them|these|everything|all (?:facts|figures)) as "
            r"(?:verified|grounded|confirmed|true)\b",
        ),
        (
            ("legend", "instruction", "prompt", "evidence", "note to"),
            r"\b(?:do not|don't|never|must not|without) (?:mention|quot|cit|reveal|report|flag|disclos)(?:e|ing)? "
            r"(?:any |this |these |the )?(?:\w+ )?(?:legend|instructions?|prompt|evidence|note to)\b",
        ),
    )
)
# Likewise, and as the words stand.
_SYNTAX = tuple(
    (holds, re.compile(pattern))
    for holds, pattern in (
        (
            ("<",),
            r"<\|\w{2,30}\|>|<</?SYS>>|<(?:start|end)_of_turn>|<script\b|"
            r"</?(?:system|assistant|user|human|instructions?|prompt|filing|document|context|thinking|"
            r"tool_calls?|tool_use|function_calls?|invoke|parameter)>",
        ),
        (("[",), r"\[/?INST\]|\[\d{1,6}\] \((?:Item \d|press release)"),
        (
            ("##",),
            r"(?<!\w)#{2,4} ?(?:Instructions?|System|Response|Human|Assistant|User)\b ?:?(?!\w)",
        ),
        (("BEGIN ", "END "), r"\b(?:BEGIN|END) (?:FILING|FACTS)(?: [0-9a-f]{8,}|$)"),
        (
            ('":', '" :'),
            r"[{,] ?\"[$\w][\w $.-]{0,40}\" ?: ?(?:[\"{\[\d-]|true\b|false\b|null\b)",
        ),
        (("$schema", "tool_call", "function_call"), r"\"\$schema\"|\btool_calls?\b|\bfunction_call\b"),
        (("data:", "javascript:"), r"\b(?:data:[a-z]+/[\w.+-]+(?:;[\w=-]+)*;base64,|javascript:\w)"),
        (("=",), r"\bon(?:error|load|click|mouseover) ?= ?[\"']"),
    )
)
_Sought = Sequence[tuple[Sequence[str], re.Pattern[str]]]
# Left in a table's cell by whoever made the page, it says nothing of the row: only words from the first to the last of
# it are doubted.
_TEMPLATE = re.compile(r"\{\{.{0,300}?\}\}|\{%.{0,300}?%\}|\{#.{0,300}?#\}", re.DOTALL)
# Cyrillic and Greek letters that look like Latin ones or like digits; the Greek of chemistry (alpha, beta) does not.
_TWIN = "\u0400-\u04ff\u0391\u0392\u0395\u0396\u0397\u0399\u039a\u039c\u039d\u039f\u03a1\u03a4\u03a5\u03a7\u03bf\u03f2"
_DISGUISED = re.compile(rf"[A-Za-z0-9][{_TWIN}]|[{_TWIN}][A-Za-z0-9]|(?![0-9])\d")  # and digits of other scripts
_NO_DIGITS = re.compile(r"[$€£¥] ?(?:[\d.,]*\d)?[OoIl][\dOoIl.,]*(?![A-Za-z])")  # "$1OO"
# In the words as they stand, for folding takes these out: text turned round, tags of no width, raised digits.
_MARKS = re.compile("[\u202d\u202e\U000e0020-\U000e007f]|[0-9][\u2070\u2074-\u2079\u2080-\u2089]")
# What opens a stretch of paragraphs, and what ends it.
_TAGS = r"(?:system|instructions?|prompt|tool_call|function_calls?)>"
_STRETCHES = tuple(
    (re.compile(opening), re.compile(closing))
    for opening, closing in (
        ("```", "```"),
        (f"<{_TAGS}", f"</{_TAGS}"),
        (r"<\|im_start\|>|\[INST\]|<<SYS>>", r"<\|im_end\|>|\[/INST\]|<</SYS>>"),
    )
)
_LONGEST_STRETCH = 12  # paragraphs


def fault(words: str) -> str | None:
    """Return why words of a filing are not to be believed, or None: what they do, as a verb phrase."""
    return _fault(words, _SYNTAX, _ADDRESSED)


def _fault(words: str, syntax: _Sought, addressed: _Sought) -> str | None:
    folded = plain(words)
    if not words.isascii() and (_MARKS.search(words) or _is_disguised(folded)):
        return DISGUISED
    if any(pattern.search(folded) for _, pattern in _held(syntax, folded)):
        return SYNTAX
    if any(pattern.search(folded) for _, pattern in _held(addressed, small(folded))):
        return ADDRESSED
    return DISGUISED if _is_disguised(folded) else None


def _held(sought: _Sought, text: str) -> _Sought:
    """Return those of some patterns that may find anything in a text, each after those of its words that are there."""
    here = (([word for word in words if word in text], pattern) for words, pattern in sought)
    return [(words, pattern) for words, pattern in here if words]


def _is_disguised(folded: str) -> bool:
    """Say whether letters pass for others; in ASCII they can only pass for the digits of a sum of dollars."""
    return _NO_DIGITS.search(folded) is not None or (not folded.isascii() and _DISGUISED.search(folded) is not None)


@dataclass(frozen=True, slots=True)
class Doubt:
    """Words of a document, from ``start`` to ``end``, that nothing rests on, and why."""

    reason: str
    start: int
    end: int


def suspicious(filing: Filing) -> dict[int, Doubt]:
    """Return what no fact may rest on, by the number of its paragraph; exhibits that are not mined are not read."""
    paragraphs = [paragraph for paragraph in filing.paragraphs() if paragraph.section != "exhibit"]
    texts = [filing.text(paragraph) for paragraph in paragraphs]
    found: dict[int, Doubt] = {}
    folded = list(map(plain, texts))
    whole = "\n".join(folded)
    letters = small(whole)
    syntax, addressed = _held(_SYNTAX, whole), _held(_ADDRESSED, letters)  # most of all is not in all of it
    telling = {word.lower() for words, _ in (*syntax, *addressed) for word in words}
    disguised = _is_disguised(whole) or _MARKS.search("\n".join(texts))
    for paragraph, text, words in zip(paragraphs, texts, folded, strict=True):
        doubtful = disguised or any(word in small(words) for word in telling)
        reason = _fault(text, syntax, addressed) if doubtful else None
        templates = [match.span() for match in _TEMPLATE.finditer(text)] if "{" in text else []
        if reason:
            found[paragraph.number] = Doubt(reason, paragraph.start, paragraph.end)
        elif templates:
            start, end = templates[0][0], templates[-1][1]
            found[paragraph.number] = Doubt(SYNTAX, paragraph.start + start, paragraph.start + end)
    for first, last in _stretches(_with_gaps(filing, paragraphs)):
        for paragraph in paragraphs[first : last + 1]:
            found.setdefault(paragraph.number, Doubt(SYNTAX, paragraph.start, paragraph.end))
    return found


def _with_gaps(filing: Filing, paragraphs: list[Paragraph]) -> list[str]:
    """Return each paragraph's text up to the next one: a line of nothing but signs belongs to none."""
    ends = [n.start if n.document == p.document else p.end for p, n in pairwise(paragraphs)]
    ends += [paragraph.end for paragraph in paragraphs[-1:]]
    return [filing.document(p.document).text[p.start : end] for p, end in zip(paragraphs, ends, strict=True)]


def _stretches(texts: list[str]) -> Iterator[tuple[int, int]]:
    whole = "\n".join(texts)
    for opening, closing in (pair for pair in _STRETCHES if pair[0].search(whole)):
        start: int | None = None
        for index, text in enumerate(texts):
            opened, closed = len(opening.findall(text)), len(closing.findall(text))
            if start is not None and closed:
                if index - start <= _LONGEST_STRETCH:
                    yield start, index
                start = None
            elif opened and (opened % 2 if opening.pattern == closing.pattern else opened > closed):
                start = index


class WaryGrounder(Grounder):
    """Finds quotes in one filing, and none in a paragraph that is not to be believed."""

    def __init__(self, filing: Filing) -> None:
        super().__init__(filing)
        self.suspicious = suspicious(filing)

    def locate(self, quote: str, paragraph: int, *, anywhere: bool = False) -> Located | Missing:
        """Do as `Grounder.locate` does; words that stand in good paragraphs too are found there."""
        found = super().locate(quote, paragraph, anywhere=anywhere)
        if not self.suspicious or isinstance(found, Missing):
            return found
        reason = self._reason(found)
        if reason is None:
            return found
        wanted = plain(quote).lower()
        for passage in self.filing.passages():
            if passage.number not in self.suspicious and wanted in plain(self.filing.text(passage)).lower():
                again = super().locate(quote, passage.number, anywhere=anywhere)
                if isinstance(again, Located) and self._reason(again) is None:
                    return again
        return Missing(f"the words stand in text that {reason}", None, found.paragraph.number, final=True)

    def _reason(self, located: Located) -> str | None:
        """Return why a place is not to be believed: what is held against the first such words that it touches."""
        for paragraph in self.filing.document(located.document).paragraphs:
            doubt = self.suspicious.get(paragraph.number)
            if doubt and doubt.start < located.end and doubt.end > located.start:
                return doubt.reason
        return None

    def warnings(self) -> tuple[str, ...]:
        """Return what a reader has to know of the filing's text, a line for each kind of fault."""
        places: dict[str, list[str]] = {}
        for number, doubt in sorted(self.suspicious.items()):
            paragraph = self.filing.paragraph(number)
            if paragraph:
                places.setdefault(doubt.reason, []).append(f"{number} ({_place(paragraph)})")
        lines = [f"text {reason}; no fact rests on it: paragraph {_few(p)}" for reason, p in places.items()]
        name = fault(self.filing.info.registrant.name)
        return (*lines, *([f"the registrant's name {name}"] if name else []))


def _place(paragraph: Paragraph) -> str:
    if paragraph.section == "item":
        return f"Item {paragraph.item}"
    return f"EX-{paragraph.exhibit}" if paragraph.exhibit else paragraph.section.replace("_", " ")


def _few(places: list[str], most: int = 8) -> str:
    more = len(places) - most
    return ", ".join(places[:most]) + (f" and {more} more" if more > 0 else "")
