"""One question in SQL, Cypher and SPARQL, and in plain Python over the entries: one answer."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Any

import pytest

from kb.errors import QueryError
from kb.model import Approach
from kb.model.entries import Claim, Critique, Reason, Work

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from kb.debate import Debate
    from kb.read import Corpus

    from .conftest import World

    Rows = Iterable[tuple[Any, ...]]


@dataclass(frozen=True)
class Question:
    """A question in three languages, and the answer without any of them.

    Attributes:
        asks: the question in English.
        plain: the rows, from the entries as read and the debate they record.
    """

    asks: str
    sql: str
    cypher: str
    sparql: str
    plain: Callable[[Corpus, Debate], Rows]


def attacks(corpus: Corpus) -> Iterator[tuple[str, str, str]]:
    """Critique, target, force."""
    for record in corpus.of_kind("critique"):
        assert isinstance(record.entry, Critique)
        for attack in record.entry.attacks:
            yield record.id, corpus.present(attack.target), attack.force


def unanswered(_: Corpus, debate: Debate) -> Rows:
    return [
        (point,)
        for point, reason in debate.points.items()
        if reason and debate.status(point) == "unanswered"
    ]


def without_reply(corpus: Corpus, _: Debate) -> Rows:
    attacked = {target for _, target, _ in attacks(corpus)}
    return [(record.id,) for record in corpus.of_kind("critique") if record.id not in attacked]


def sharing(corpus: Corpus, _: Debate) -> Rows:
    attacked = {target for _, target, _ in attacks(corpus)}
    rests = {
        record.id: {corpus.present(one) for one in record.entry.assumptions if isinstance(one, str)}
        for record in corpus.of_kind("proposal", "forecast")
        if isinstance(record.entry, Approach)
    }
    return [
        (one, other, claim)
        for one, other in combinations(sorted(rests), 2)
        for claim in rests[one] & rests[other] & attacked
    ]


def disagreeing(corpus: Corpus, _: Debate) -> Rows:
    return [
        (view.entry.holder, corpus.present(one.about), one.date or view.entry.date)  # type: ignore[attr-defined]
        for view in corpus.of_kind("view")
        for one in view.entry.positions  # type: ignore[attr-defined]
        if one.stance in {"disagree", "strongly-disagree"}
    ]


def never_cited(corpus: Corpus, _: Debate) -> Rows:
    cited = {
        corpus.present(reference.address)
        for record in corpus
        for reference in corpus.references(record)
        if reference.relation == "sources"
    }
    return [(work.id,) for work in corpus.of_kind("work") if work.id not in cited]


def replies_to_replies(corpus: Corpus, _: Debate) -> Rows:
    all_ = list(attacks(corpus))
    return [(a, b, target) for a, b, _ in all_ for c, target, _ in all_ if b == c]


def bearing(corpus: Corpus, _: Debate) -> Rows:
    onward: dict[str, set[str]] = {}
    for source, target, _ in attacks(corpus):
        onward.setdefault(source, set()).add(target)
    for source in onward:
        reached: set[str] = set()
        frontier = [source]
        while frontier:
            new = onward.get(frontier.pop(), set()) - reached
            reached |= new
            frontier += new
        yield from ((source, target) for target in reached)


def written_by(corpus: Corpus, _: Debate) -> Rows:
    return [
        (corpus.present(person), record.id)
        for record in corpus.of_kind("critique")
        if isinstance(record.entry, Reason)
        for person in record.entry.by
    ]


def crowded(corpus: Corpus, _: Debate) -> Rows:
    count: dict[str, int] = {}
    for record in corpus.of_kind("proposal", "forecast"):
        assert isinstance(record.entry, Approach)
        for link in record.entry.addresses:
            count[corpus.present(link.target)] = count.get(corpus.present(link.target), 0) + 1
    return [(problem, number) for problem, number in count.items() if number > 1]


def needing(corpus: Corpus, _: Debate) -> Rows:
    attacked = {target for _, target, _ in attacks(corpus)}
    for address, part in corpus.statements.items():
        needs = {corpus.present(need) for need in part.statement.needs}
        yield from ((address, need) for need in needs & attacked)


def doubted(corpus: Corpus, _: Debate) -> Rows:
    for view in corpus.of_kind("view"):
        for one in view.entry.positions:  # type: ignore[attr-defined]
            low = one.credence[0] if isinstance(one.credence, tuple) else one.credence
            if low is not None and low < 0.75:
                yield view.entry.holder, corpus.present(one.about), low  # type: ignore[attr-defined]


def first_said(corpus: Corpus, _: Debate) -> Rows:
    found = set()
    for record in corpus.of_kind("critique"):
        for source in record.entry.sources:
            work = corpus.records[corpus.present(source.work)].entry
            assert isinstance(work, Work)
            if source.as_ == "original":
                found.add((record.id, work.date))
    return found


def other_names(corpus: Corpus, _: Debate) -> Rows:
    return [(record.id, alias) for record in corpus for alias in record.entry.aliases]


def against_own(corpus: Corpus, _: Debate) -> Rows:
    found = set()
    for source, target, _ in attacks(corpus):
        inside = corpus.statements.get(target)
        owner = inside.owner if inside else corpus.records[target]
        critique = corpus.records[source].entry
        if isinstance(critique, Reason) and isinstance(owner.entry, Approach | Reason):
            both = set(critique.by) & set(owner.entry.by)
            found |= {(corpus.present(person), source, owner.id) for person in both}
    return found


def held_by_nobody(corpus: Corpus, _: Debate) -> Rows:
    held = {
        corpus.present(one.about)
        for view in corpus.of_kind("view")
        for one in view.entry.positions  # type: ignore[attr-defined]
    }
    return [
        (address, corpus.text(address))
        for address in (*corpus.statements, *(claim.id for claim in corpus.of_kind("claim")))
        if address not in held
    ]


def disputed_support(corpus: Corpus, debate: Debate) -> Rows:
    for record in corpus.of_kind("critique", "argument"):
        for address in {corpus.present(one) for one in record.entry.supports}:  # type: ignore[attr-defined]
            if debate.attackers.get(address) and not isinstance(record.entry, Claim):
                yield record.id, address, str(debate.status(address))


QUESTIONS = (
    Question(
        "critiques and arguments to which no reply is recorded, by their status",
        "select id from entries where status = 'unanswered'",
        "MATCH (r) WHERE r.status = 'unanswered' RETURN r.id",
        'SELECT ?r WHERE { ?r k:status "unanswered" }',
        unanswered,
    ),
    Question(
        "critiques that nothing attacks",
        """select id from entries where kind = 'critique'
           and id not in (select target from links where relation = 'attacks')""",
        "MATCH (c:critique) WHERE NOT EXISTS { MATCH (:critique)-[:attacks]->(c) } RETURN c.id",
        "SELECT ?c WHERE { ?c a k:Critique FILTER NOT EXISTS { ?x k:refutes|k:weakens ?c } }",
        without_reply,
    ),
    Question(
        "approaches that share an attacked assumption",
        """select distinct a.source, b.source, a.target
           from links a join links b on a.target = b.target and a.source < b.source
           join entries p on p.id = a.source join entries q on q.id = b.source
           where a.relation = 'assumes' and b.relation = 'assumes'
           and p.kind in ('proposal', 'forecast') and q.kind in ('proposal', 'forecast')
           and a.target in (select target from links where relation = 'attacks')""",
        """MATCH (p:proposal|forecast)-[:assumes]->(x)<-[:assumes]-(q:proposal|forecast)
           WHERE p.id < q.id AND EXISTS { MATCH (:critique)-[:attacks]->(x) }
           RETURN DISTINCT p.id, q.id, x.id""",
        """SELECT DISTINCT ?p ?q ?x WHERE {
             ?p a k:Approach ; dcterms:identifier ?one ; k:assumes ?x .
             ?q a k:Approach ; dcterms:identifier ?other ; k:assumes ?x .
             FILTER (?one < ?other) FILTER EXISTS { ?c k:attacks ?x } }""",
        sharing,
    ),
    Question(
        "who disagrees with what, and since when",
        "select holder, about, date from positions where stance in ('disagree', "
        "'strongly-disagree')",
        """MATCH (:view)-[p:about]->(x) WHERE p.stance IN ['disagree', 'strongly-disagree']
           RETURN p.holder, x.id, p.date""",
        """SELECT ?who ?x ?date WHERE {
             ?p a k:Position ; prov:wasAttributedTo ?who ; k:about ?x ; dcterms:date ?date ;
                k:stance ?stance FILTER (?stance IN ("disagree", "strongly-disagree")) }""",
        disagreeing,
    ),
    Question(
        "works that no field cites",
        """select id from entries where kind = 'work'
           and id not in (select target from links where relation = 'sources')""",
        "MATCH (w:work) WHERE NOT EXISTS { MATCH ()-[:sources]->(w) } RETURN w.id",
        "SELECT ?w WHERE { ?w a k:Work FILTER NOT EXISTS { ?x dcterms:source ?w } }",
        never_cited,
    ),
    Question(
        "replies, what they reply to, and what that is against",
        """select a.source, b.source, b.target from links a join links b on a.target = b.source
           where a.relation = 'attacks' and b.relation = 'attacks'""",
        "MATCH (a:critique)-[:attacks]->(b:critique)-[:attacks]->(c) RETURN a.id, b.id, c.id",
        "SELECT ?a ?b ?c WHERE { ?a k:attacks ?b . ?b k:attacks ?c }",
        replies_to_replies,
    ),
    Question(
        "what a critique bears on through replies of any number",
        """with recursive bears(source, target) as (
             select source, target from links where relation = 'attacks'
             union
             select bears.source, links.target from bears join links
             on links.source = bears.target and links.relation = 'attacks')
           from bears""",
        "MATCH (a:critique)-[:attacks*1..20]->(b) RETURN DISTINCT a.id, b.id",
        "SELECT DISTINCT ?a ?b WHERE { ?a k:attacks+ ?b }",
        bearing,
    ),
    Question(
        "who gave which critique",
        """select unnest("by"), id from entries where kind = 'critique'""",
        "MATCH (c:critique)-[:by]->(p:person) RETURN p.id, c.id",
        "SELECT ?p ?c WHERE { ?c a k:Critique ; dcterms:creator ?p }",
        written_by,
    ),
    Question(
        "problems that more than one approach addresses, and how many do",
        """select target, count(*) as n from links where relation = 'addresses'
           group by target having n > 1""",
        """MATCH (a)-[:addresses]->(p:problem) WITH p.id AS id, count(*) AS n
           WHERE n > 1 RETURN id, n""",
        """SELECT ?p (COUNT(?a) AS ?n) WHERE { ?a k:addresses ?p }
           GROUP BY ?p HAVING (COUNT(?a) > 1)""",
        crowded,
    ),
    Question(
        "statements that need something attacked",
        """select distinct source, target from links semi join statements on source = id
           where relation = 'assumes'
           and target in (select target from links where relation = 'attacks')""",
        """MATCH (s:statement)-[:assumes]->(x)<-[:attacks]-(:critique)
           RETURN DISTINCT s.id, x.id""",
        "SELECT DISTINCT ?s ?x WHERE { ?s a k:Statement ; k:assumes ?x . ?c k:attacks ?x }",
        needing,
    ),
    Question(
        "positions whose credence may lie below three quarters",
        "select holder, about, credence_low from positions where credence_low < 0.75",
        """MATCH (:view)-[p:about]->(x) WHERE p.credence_low < 0.75
           RETURN p.holder, x.id, p.credence_low""",
        """SELECT ?who ?x ?low WHERE { ?p prov:wasAttributedTo ?who ; k:about ?x ;
             k:credenceLow ?low FILTER (?low < 0.75) }""",
        doubted,
    ),
    Question(
        "when each critique was first made, by its original sources",
        """select distinct links.source, date from links join entries on id = target
           where "as" = 'original' and relation = 'sources'
           and links.source in (select id from entries where kind = 'critique')""",
        """MATCH (c:critique)-[s:sources {as: 'original'}]->(w:work)
           RETURN DISTINCT c.id, w.date""",
        """SELECT DISTINCT ?c ?date WHERE {
             ?c a k:Critique ; prov:hadPrimarySource ?w . ?w dcterms:date ?date }""",
        first_said,
    ),
    Question(
        "other names",
        "select id, unnest(aliases) from entries",
        "MATCH (n) UNWIND n.aliases AS alias RETURN n.id, alias",
        "SELECT ?n ?alias WHERE { ?n skos:altLabel ?alias }",
        other_names,
    ),
    Question(
        "who attacked what they had given themselves",
        """select distinct unnest(list_intersect(c."by", o."by")), c.id, o.id
           from links a join entries c on c.id = a.source
           join entries o on o.id = split_part(a.target, '#', 1)
           where a.relation = 'attacks'""",
        """MATCH (c:critique)-[:attacks]->(x)
           OPTIONAL MATCH (o)-[:has]->(x)
           WITH c, coalesce(o.id, x.id) AS owner
           MATCH (c)-[:by]->(p:person)<-[:by]-(e) WHERE e.id = owner
           RETURN DISTINCT p.id, c.id, e.id""",
        """SELECT DISTINCT ?p ?c ?o WHERE { ?c k:attacks ?x . ?o k:has? ?x .
             ?c dcterms:creator ?p . ?o dcterms:creator ?p }""",
        against_own,
    ),
    Question(
        "claims and statements on which nobody is known to stand, word for word",
        """select id, text from (select id, text from entries where kind = 'claim'
                                 union all select id, text from statements)
           anti join positions on about = id""",
        """MATCH (s:claim|statement) WHERE NOT EXISTS {
             MATCH (:view)-[p:about]->(s) WHERE p.holder IS NOT NULL } RETURN s.id, s.text""",
        """SELECT ?s ?text WHERE { { ?s a k:Claim } UNION { ?s a k:Statement } ?s k:text ?text
             FILTER NOT EXISTS { ?p a k:Position ; k:about ?s } }""",
        held_by_nobody,
    ),
    Question(
        "what speaks for something attacked, and how that stands",
        """select l.source, l.target, s.status from links l
           join (select id, status from entries union all select id, status from statements) s
           on s.id = l.target
           where l.relation = 'supports'
           and l.target in (select target from links where relation = 'attacks')""",
        """MATCH (r)-[:supports]->(x) WHERE EXISTS { MATCH (:critique)-[:attacks]->(x) }
           RETURN r.id, x.id, x.status""",
        """SELECT ?r ?x ?status WHERE { ?r k:supports ?x . ?x k:status ?status
             FILTER EXISTS { ?c k:attacks ?x } }""",
        disputed_support,
    ),
)


def rows(found: Rows) -> list[tuple[Any, ...]]:
    return sorted(found)


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.asks)
@pytest.mark.parametrize("language", ["sql", "cypher", "sparql"])
def test_the_answer_is_that_of_plain_python(
    question: Question, language: str, world: World
) -> None:
    plain = rows(question.plain(world.base.corpus, world.base.debate))
    assert rows(world.ask(language, getattr(question, language))) == plain


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.asks)
def test_every_question_has_an_answer_somewhere(
    question: Question, small_world: World, valley: World
) -> None:
    bases = [world.base for world in (small_world, valley)]
    assert any(list(question.plain(base.corpus, base.debate)) for base in bases)


WORDS = {
    "sql": "select id from entries where status = '{}'",
    "cypher": "MATCH (c:critique {{status: '{}'}}) RETURN c.id",
    "sparql": "SELECT ?c {{ ?c k:status '{}' }}",
}


@pytest.mark.parametrize("language", WORDS)
def test_a_status_that_is_none_is_named_and_not_answered_by_nothing(
    language: str, valley: World
) -> None:
    ask = getattr(valley, language).query
    with pytest.raises(QueryError, match=r"no status 'contestd'\. Did you mean 'contested'"):
        ask(WORDS[language].format("contestd"))
    assert ask(WORDS[language].format("unanswered")).rows
