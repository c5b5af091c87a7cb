"""A job is done once, however often it is asked for, lost, broken off or stopped."""

import datetime as dt

import pytest
from django.db import transaction
from django.utils import timezone

from vinhdanh.kernel import jobs
from vinhdanh.kernel.actor import Machine
from vinhdanh.kernel.jobs import KINDS, LostLease, cancel_job, enqueue, job_kind, perform, take
from vinhdanh.kernel.models import Event, Job, NumberSeries
from vinhdanh.kernel.numbering import next_number
from vinhdanh.kernel.worker import Worker, finish_here
from vinhdanh.rules.lifecycle import JOB
from vinhdanh.rules.reasons import Reason, Refused

pytestmark = [pytest.mark.django_db, pytest.mark.database]
SOMEBODY = Machine("Nguyễn Thu Hạnh", 7)


@pytest.fixture
def kind():
    """`kind(handler)`: declare a kind of job for this test only."""
    made = []

    def declare(handler, name="test.work"):
        made.append(name)
        return job_kind(name, title="Việc thử")(handler)

    yield declare
    for name in made:
        del KINDS[name]


def ask(key="a", **arguments):
    with transaction.atomic():
        return enqueue("test.work", key=key, arguments=arguments, by=SOMEBODY)


def leave_behind(job):
    """As if the worker that held it had been killed a while ago."""
    Job.objects.filter(pk=job.pk).update(lease_until=timezone.now() - dt.timedelta(seconds=1))


def now(job):
    return Job.objects.get(pk=job.pk)


def test_a_job_is_done_and_tells_what_came_of_it(kind):
    kind(lambda run: {"made": run.arguments["count"]})
    job = ask(count=3)

    assert Worker().work_until_idle() == 1

    assert (now(job).state, now(job).result, now(job).attempts) == ("done", {"made": 3}, 1)


def test_asking_twice_for_the_same_effect_is_one_job_until_it_ended(kind):
    kind(lambda run: None)
    first, second = ask(), ask()
    assert first == second
    Worker().work_until_idle()

    again = ask()

    assert (again.pk, again.state) == (first.pk, "waiting")


def test_a_job_asked_for_in_an_act_that_failed_is_not_done(kind):
    kind(lambda run: None)
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        enqueue("test.work", key="a", by=SOMEBODY)
        raise ZeroDivisionError
    assert Job.objects.count() == 0


def test_a_job_left_by_a_killed_worker_is_taken_again_and_the_old_worker_cannot_write(kind):
    kind(lambda run: None)
    job = ask()
    killed = take()
    assert take() is None
    leave_behind(job)
    heir = take()

    with pytest.raises(LostLease), transaction.atomic():
        next_number("số", purpose="of the killed one")
        killed.step(1, 10)

    assert NumberSeries.objects.count() == 0
    heir.step(1, 10)
    perform(killed)
    assert (now(job).state, now(job).fence, now(job).done) == ("running", heir.fence, 1)


def test_a_step_renews_the_lease_and_shows_how_far_it_is(kind):
    kind(lambda run: None)
    job = ask()
    run = take()
    leave_behind(job)

    run.step(4, 10, "Chi bộ Một")

    assert (now(job).done, now(job).total, now(job).message) == (4, 10, "Chi bộ Một")
    assert now(job).lease_until > timezone.now()


def test_a_job_that_breaks_is_tried_again_later_and_given_up_in_the_end(kind):
    kind(lambda run: 1 / 0)
    job = ask()
    waits = []
    for _ in range(jobs.MOST_ATTEMPTS):
        Worker().work_until_idle()
        waits.append(now(job).lease_until)
        leave_behind(job)

    assert now(job).state == "failed"
    assert "ZeroDivisionError" in now(job).error
    assert [wait is None for wait in waits] == [False, False, False, False, True]


def test_a_job_that_gets_further_each_time_is_not_given_up(kind):
    def one_further_then_break(run):
        run.step(run.job.done + 1, 9)
        if run.job.done < 9:
            raise ValueError("broken off")

    kind(one_further_then_break)
    job = ask()
    for _ in range(9):
        Worker().work_until_idle()
        Job.objects.filter(pk=job.pk, state="waiting").update(lease_until=None)

    assert (now(job).state, now(job).done) == ("done", 9)


def test_a_job_whose_worker_dies_each_time_is_given_up(kind):
    kind(lambda run: None)
    job = ask()
    for _ in range(jobs.MOST_ATTEMPTS):
        assert take() is not None
        leave_behind(job)

    assert take() is None
    assert now(job).state == "failed"


def test_a_refusal_is_not_tried_again_and_keeps_its_reasons(kind):
    def refuse(run):
        raise Refused(Reason("file.too_large", {"most": 5}))

    kind(refuse)
    job = ask()

    Worker().work_until_idle()

    assert now(job).state == "failed"
    assert [(r.code, r.facts) for r in jobs.reasons_of(now(job))] == [("file.too_large", {"most": 5})]


def test_a_waiting_job_is_cancelled_at_once_and_a_running_one_at_its_next_step(kind):
    done = []

    def steps(run):
        for number in range(1, 10):
            with transaction.atomic():
                run.step(number, 9)
                done.append(number)
            if number == 3:
                cancel_job(run.job, by=SOMEBODY)

    kind(steps)
    waiting, running = ask("waiting"), ask("running")
    cancel_job(waiting, by=SOMEBODY)

    Worker().work_until_idle()

    assert (now(waiting).state, now(running).state, now(running).done) == ("cancelled", "cancelled", 3)
    assert done == [1, 2, 3]
    assert Event.objects.filter(verb="job.cancelled").count() == 2


def test_a_stranger_cannot_stop_a_job_nor_anybody_one_that_ended(kind):
    kind(lambda run: None)
    job = ask()
    stranger = type("Stranger", (), {"pk": 8, "display_name": "Khách", "paths": lambda self, *roles: []})()
    with pytest.raises(Refused) as refused:
        cancel_job(job, by=stranger)
    assert refused.value.reasons == (Reason("job.not_yours"),)

    Worker().work_until_idle()
    with pytest.raises(Refused) as refused:
        cancel_job(job, by=SOMEBODY)
    assert refused.value.reasons == (Reason("job.not_now"),)


def test_a_worker_that_is_ended_gives_its_job_back_for_the_next(kind):
    worker = Worker()

    def steps(run):
        run.step(1, 2)
        worker.stop.set()
        run.step(2, 2)

    kind(steps)
    job = ask()
    worker.work_once()

    assert (now(job).state, now(job).lease_until, now(job).attempts) == ("waiting", None, 0)


def test_a_command_does_its_own_job_and_sees_each_step(kind):
    def steps(run):
        run.step(1, 2)
        run.step(2, 2)

    kind(steps)
    seen = []

    job = finish_here(ask(), on_step=lambda job: seen.append(job.done))

    assert (job.state, seen) == ("done", [1, 2])


def test_states_of_a_job_are_those_of_its_lifecycle():
    known = {state for state, _ in JOB.moves} | set(JOB.moves.values())
    assert known == set(Job.State.values)
