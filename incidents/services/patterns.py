"""Linking records that belong together, parting them again, and what is done about all of them at once."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from incidents.models import Concern, LinkRefused, Pattern, PatternLink, PatternStepTaken, PatternUnlink, Referral
from incidents.outcomes import ReferralTo
from incidents.patterns import TOLD_TOGETHER, PartInPattern, PatternStepState
from incidents.selectors.identity import person_is_adult
from incidents.selectors.links import possible_links, standing_link
from incidents.selectors.patterns import version_of
from incidents.services.committing import committed
from incidents.services.holding import ChangedMeanwhile, hold, is_second_press, pass_on
from incidents.services.referring import write_referral
from incidents.workflow import MoveRefused
from safeguarding import clock, policy
from safeguarding.audit import acts, events
from safeguarding.policy import Verb
from safeguarding.vault.models import DataKey, Purpose


@acts.quiet_act
def link(
    *,
    actor,
    reference: str,
    other: str,
    seen_version: int,
    parts: Mapping[str, Sequence[str]],
    pattern: str = "",
) -> Pattern:
    """Links two records of different children: in the set that one of them is in, in the `pattern`, or in a new one.

    `parts` says by reference what each child's part is, of those that are in no set yet. Linking twice is linking
    once. Raises NotThere, ChangedMeanwhile, and MoveRefused when they are in two sets or of the same child.
    """
    one, two = _hold_both(actor, reference, other)
    if one.pupil_id and one.pupil_id == two.pupil_id:
        raise MoveRefused("link", one.state, frozenset({"another_child"}))
    standing = {concern.pk: found for concern in (one, two) if (found := standing_link(concern))}
    sets = {found.pattern_id for found in standing.values()}
    if len(standing) == 2 and len(sets) == 1:
        return standing[one.pk].pattern
    if one.version != seen_version:
        raise ChangedMeanwhile(one.version)
    if len(sets) == 2:
        raise MoveRefused("link", one.state, frozenset({"one_set"}))
    joining = [concern for concern in (one, two) if concern.pk not in standing]
    if not all(parts.get(concern.reference) for concern in joining):
        raise MoveRefused("link", one.state, frozenset({"part"}))
    known = next((found.pattern for found in standing.values()), None)
    joined = known or (_pattern_for(actor, pattern, one) if pattern else _begin(actor, one))
    for concern in joining:
        _join(joined, concern, parts[concern.reference], actor)
    return joined


@acts.quiet_act
def unlink(*, actor, reference: str, seen_version: int, reasons: str) -> PatternUnlink:
    """Parts a record from the others: both stand as if they had never been linked. Pressing twice parts it once.

    Where one other alone is left, it is parted as well: nothing is linked with itself.

    Raises NotThere, ChangedMeanwhile, and MoveRefused when it is linked with none.
    """
    concern = hold(actor=actor, verb=Verb.DECIDE, reference=reference)
    standing = standing_link(concern)
    if standing is None:
        last = PatternUnlink.objects.filter(link__concern=concern).select_related("link__pattern").order_by("at").last()
        if last is None or last.by_id != actor.pk or not is_second_press(last.at):
            raise MoveRefused("unlink", concern.state)
        return last
    if concern.version != seen_version:
        raise ChangedMeanwhile(concern.version)
    parting = _part(standing, reasons, actor)
    left = list(PatternLink.objects.filter(pattern=standing.pattern_id, undone__isnull=True)[:2])
    if len(left) == 1:
        left[0].concern = Concern.objects.with_keys().select_for_update(of=("self",)).get(pk=left[0].concern_id)
        _part(left[0], reasons, actor)
    return parting


def _part(link: PatternLink, reasons: str, actor) -> PatternUnlink:
    concern = link.concern
    parting = PatternUnlink(link=link, reasons=reasons, by=actor)
    parting.save()
    pass_on(concern)
    said = {"pattern": link.pattern_id, "commitment": committed(parting, concern)}
    acts.record(events.PATTERN_UNLINKED, actor=actor, subject=concern, **said)
    return parting


@acts.quiet_act
def refuse_link(*, actor, reference: str, other: str) -> LinkRefused | None:
    """A lead finds that two records do not belong together: neither is proposed for the other any more.

    Finding it twice is finding it once. Nothing is written where they are not proposed, or are linked. Raises NotThere.
    """
    one, two = _hold_both(actor, reference, other)
    proposed = {found.concern_id: found for found in possible_links(one, actor)}.get(two.pk)
    if proposed is None:
        return None
    refused = LinkRefused(concern=one, other=two, why_proposed=proposed.reasons[0], by=actor)
    refused.save()
    acts.record(events.LINK_REFUSED, actor=actor, subject=one, other=two.pk, why=str(refused.why_proposed))
    return refused


@acts.act
def open_pattern(*, actor, reference: str) -> Pattern:
    """The set of linked records, for a member of the safeguarding team to read; no record in it is read by that.

    Raises NotThere for everybody else.
    """
    found = find_pattern(actor=actor, verb=Verb.VIEW_CONCERN, reference=reference)
    acts.record(events.PATTERN_OPENED, actor=actor, subject=found)
    return found


@acts.act
def take_step(
    *, actor, reference: str, seen_version: int, step: str, state: str, on: date | None = None, words: str = ""
) -> PatternStepTaken:
    """Records how far a step about all of them is; it replaces what was recorded of it before.

    Raises NotThere, ChangedMeanwhile, and MoveRefused when no record is linked any more.
    """
    pattern, _concerns = _hold_pattern(actor, Verb.DECIDE, reference, seen_version)
    return _take_step(pattern, actor, step=step, state=state, on=on, words=words)


@acts.act
def refer_pattern(
    *,
    actor,
    reference: str,
    seen_version: int,
    agency: str,
    method: str,
    made_at: datetime,
    spoke_to: str,
    agency_reference: str = "",
    agreed: str = "",
) -> list[Referral]:
    """The police or children's services were told about all of them in one go: a referral on each record that is open.

    Children's services are told about children: on the record of somebody of 18 or over nothing is written then. What
    was agreed is kept with the set and stands on no child's record, where it could name another child. Raises NotThere,
    ChangedMeanwhile, and MoveRefused when none is open, when none is about a child, for another agency and for a time
    long before one was recorded.
    """
    pattern, concerns = _hold_pattern(actor, Verb.REFER, reference, seen_version)
    still_open = [concern for concern in concerns if concern.is_open]
    if not still_open:
        raise MoveRefused("refer", "")
    about = [concern for concern in still_open if agency == ReferralTo.POLICE or not person_is_adult(concern)]
    if not about or agency not in TOLD_TOGETHER:
        raise MoveRefused("refer", "", frozenset({"agency"}))
    said = {"method": method, "made_at": made_at, "spoke_to": spoke_to, "agency_reference": agency_reference}
    said |= {"agency": agency, "pattern": pattern, "recorded_at": clock.now()}
    referrals = [write_referral(concern, made_by=actor, **said) for concern in about]
    done, told_on = PatternStepState.DONE, clock.local(made_at).date()
    _take_step(pattern, actor, step=TOLD_TOGETHER[ReferralTo(agency)], state=done, on=told_on, words=agreed)
    return referrals


def find_pattern(*, actor, verb: Verb, reference: str) -> Pattern:
    """The set on which the actor has the right. Raises NotThere."""
    rows = Pattern.objects.select_related("key", "school__key", "by")
    return policy.find(rows, policy.patterns(actor, verb), verb, reference=reference)


def _hold_both(actor, reference: str, other: str) -> tuple[Concern, Concern]:
    """Two records of one school, locked in the order of their ids, so that two people cannot wait for each other."""
    allowed = policy.concerns(actor, Verb.DECIDE)
    one = policy.find(Concern.objects.all(), allowed, Verb.DECIDE, reference=reference)
    two = policy.find(Concern.objects.filter(school=one.school_id), allowed, Verb.DECIDE, reference=other)
    if one.pk == two.pk:
        raise policy.NotThere(Verb.DECIDE, asked_for=other)
    held = _hold_each(actor, Verb.DECIDE, [one.pk, two.pk])
    return held[one.pk], held[two.pk]


def _hold_each(actor, verb: Verb, ids) -> dict:
    return {pk: hold(actor=actor, verb=verb, pk=pk) for pk in sorted(ids)}


def _hold_pattern(actor, verb: Verb, reference: str, seen_version: int) -> tuple[Pattern, list[Concern]]:
    """A set and its records on which the actor has the right, locked until the act ends, as they last saw them."""
    pattern = find_pattern(actor=actor, verb=verb, reference=reference)
    standing = pattern.links.filter(undone__isnull=True)
    rows = Concern.objects.filter(policy.concerns(actor, verb), pk__in=standing.values("concern"))
    concerns = list(_hold_each(actor, verb, rows.values_list("pk", flat=True)).values())
    if (version := version_of(pattern)) != seen_version:
        raise ChangedMeanwhile(version)
    if not concerns:
        raise MoveRefused("pattern", "")
    return pattern, concerns


def _pattern_for(actor, reference: str, concern: Concern) -> Pattern:
    pattern = find_pattern(actor=actor, verb=Verb.DECIDE, reference=reference)
    if pattern.school_id != concern.school_id:
        raise policy.NotThere(Verb.DECIDE, asked_for=reference)
    return pattern


def _begin(actor, concern: Concern) -> Pattern:
    pattern = Pattern(school=concern.school, key=DataKey.objects.make(Purpose.PATTERN), by=actor)
    pattern.save()
    acts.record(events.PATTERN_MADE, actor=actor, subject=pattern)
    return pattern


def _join(pattern: Pattern, concern: Concern, parts: Sequence[str], actor) -> None:
    codes = [str(part) for part in PartInPattern if part in parts]
    PatternLink(pattern=pattern, concern=concern, parts=",".join(codes), by=actor).save()
    pass_on(concern)
    acts.record(events.PATTERN_LINKED, actor=actor, subject=concern, pattern=pattern.pk, parts=codes)


def _take_step(pattern: Pattern, actor, **said) -> PatternStepTaken:
    row = PatternStepTaken(pattern=pattern, by=actor, **said)
    row.save()
    codes = {"step": str(row.step), "state": str(row.state)}
    words = pattern.key.commit("pattern_step", row.words)
    acts.record(events.PATTERN_STEP_TAKEN, actor=actor, subject=pattern, **codes, commitment=words)
    return row
