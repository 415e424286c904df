"""Every code a finding can have, with its name and the sentence that says what it means."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import Final


@dataclass(frozen=True, slots=True)
class Rule:
    """What one code stands for.

    Attributes:
        code: `KB` and three digits: 0 file, 1 schema, 2 references, 3 identity, 4 sources, 5 the
            graph and the debate, 6 prose. Never used again for something else.
        slug: a name for people.
        meaning: what holds when the rule is kept.
    """

    code: str
    slug: str
    meaning: str


_RULES = (
    Rule("KB001", "unquoted-value", "A value that YAML would misread is in quotation marks."),
    Rule("KB002", "tab", "Indentation is two spaces, never a tab."),
    Rule("KB003", "duplicate-key", "A field is written once."),
    Rule("KB004", "anchor", "Values are written out; YAML anchors and aliases are not used."),
    Rule("KB005", "tag", "Values are plain text; YAML tags and merge keys are not used."),
    Rule("KB006", "one-document", "A file holds one entry."),
    Rule("KB007", "not-fields", "A file holds fields, not a list, plain text or deep nesting."),
    Rule("KB008", "empty-file", "A file holds something."),
    Rule("KB009", "yaml-syntax", "A file is YAML."),
    Rule("KB010", "too-large", "A file is no larger than an entry can honestly be."),
    Rule("KB011", "not-utf-8", "A file is UTF-8."),
    Rule("KB012", "control-character", "Text has no control characters."),
    Rule("KB013", "outside-link", "An entry is a file of its own, not a link to another place."),
    Rule("KB014", "unknown-folder", "Folders are those of the kinds, and `retired`."),
    Rule("KB015", "stray-file", "Folders of entries hold nothing but entries."),
    Rule("KB016", "no-entries", "There are entries: checking nothing is not success."),
    Rule("KB017", "file-name", "The file's name is the entry's id."),
    Rule("KB018", "unreadable", "The file can be opened."),
    Rule("KB101", "missing-field", "Required fields are there."),
    Rule("KB102", "unknown-field", "Only known fields are there."),
    Rule("KB103", "not-allowed", "A field with a fixed set of values has one of them."),
    Rule("KB104", "too-long", "Titles, summaries and sentences keep to their length."),
    Rule("KB105", "wrong-shape", "Text, lists and groups of fields stand where they belong."),
    Rule("KB106", "date", "Dates are YYYY, YYYY-MM or YYYY-MM-DD."),
    Rule("KB107", "malformed-id", "Ids and addresses are lower-case words joined by `-`."),
    Rule("KB108", "credence", "Credences lie strictly between 0 and 1, the lower bound first."),
    Rule("KB109", "estimate", "An estimate has a value or an interval, not both."),
    Rule("KB110", "web-address", "Web addresses are real, complete and not a search."),
    Rule("KB111", "doi", "A DOI looks like one."),
    Rule("KB112", "arxiv", "An arXiv id looks like one."),
    Rule("KB113", "isbn", "An ISBN's check digit agrees."),
    Rule("KB201", "unknown-reference", "A reference names an entry."),
    Rule("KB202", "unknown-statement", "A fragment names a statement of its entry."),
    Rule("KB203", "wrong-kind", "A relation points at the kinds it may point at."),
    Rule("KB204", "former-id", "References use present ids."),
    Rule("KB205", "retired", "References do not point at retired entries."),
    Rule("KB206", "unknown-citation", "A citation names a work."),
    Rule("KB301", "duplicate-id", "An id is used once over all kinds."),
    Rule("KB302", "alias-clash", "An alias is the name of one entry only."),
    Rule("KB303", "former-id-clash", "A former id is not in use again."),
    Rule("KB304", "duplicate-statement", "The id of a statement is used once in its entry."),
    Rule("KB401", "long-quote", "A quotation has at most 40 words."),
    Rule(
        "KB402", "quote-differs", "A quotation is verbatim, where the text of its work is stored."
    ),
    Rule("KB403", "quote-without-place", "A quotation says where in the work it stands."),
    Rule("KB404", "stated-without-quote", "A stated position has a quotation."),
    Rule("KB405", "reviewed-without-source", "What was reviewed has a source."),
    Rule("KB406", "empty-position", "A position has a stance or a credence."),
    Rule("KB501", "cycle", "What things assume, are part of, or need first runs in no circle."),
    Rule("KB502", "attacks-own-premise", "A critique does not attack what it assumes."),
    Rule("KB503", "points-at-itself", "An entry does not point at itself."),
    Rule("KB504", "relation-twice", "A relation between two entries is written once."),
    Rule("KB505", "related-and-broader", "`related` does not repeat `broader`."),
    Rule("KB506", "broader-kind", "`broader` stays within a kind."),
    Rule("KB507", "stance-against-credence", "A stance agrees with its credence."),
    Rule("KB508", "attacks-and-supports", "A critique does not support what it attacks."),
    Rule("KB601", "html", "Prose holds no HTML."),
    Rule("KB602", "link-scheme", "Links are http, https or mailto."),
    Rule("KB603", "heading", "Prose holds no headings; the page has its own."),
    Rule("KB604", "relative-link", "Links to entries are mentions, `[[id]]`."),
    Rule("KB605", "lost-paragraphs", "Prose of several paragraphs is a literal block, `|-`."),
)

RULES: Final = MappingProxyType({rule.code: rule for rule in _RULES})
