using Ossa.Protocol.Access;
using Ossa.Simulation.Model;
using Ossa.Simulation.Operations;

namespace Ossa.Simulation.Histories;

/// <summary>Small histories whose verdict is known.</summary>
public sealed class LinearizabilityTests
{
    private static readonly Place Here = new("bucket", "key");
    private static readonly ObjectState One = new(1, 10, 100, CannedAcl.Default);
    private static readonly ObjectState Two = new(2, 20, 200, CannedAcl.Default);

    [Fact]
    public void What_was_written_is_read() =>
        AssertRight(Event(1, 2, new WriteStep(One)), Event(3, 4, new ReadStep(One)), Event(5, 6, new DeleteStep(true)));

    [Fact]
    public void A_read_beside_a_write_sees_either_state()
    {
        AssertRight(Event(1, 4, new WriteStep(One)), Event(2, 3, new ReadStep(null)));
        AssertRight(Event(1, 4, new WriteStep(One)), Event(2, 3, new ReadStep(One)));
    }

    [Fact]
    public void A_read_after_a_write_may_not_see_the_state_before_it() =>
        AssertWrong(Event(1, 2, new WriteStep(One)), Event(3, 4, new ReadStep(null)));

    [Fact]
    public void What_one_reader_has_seen_the_next_one_may_not_miss() =>
        AssertWrong(Event(1, 10, new WriteStep(One)), Event(2, 3, new ReadStep(One)), Event(4, 5, new ReadStep(null)));

    [Fact]
    public void Two_writes_at_once_have_one_order_for_all() =>
        AssertWrong(
            Event(1, 4, new WriteStep(One)),
            Event(2, 5, new WriteStep(Two)),
            Event(6, 7, new ReadStep(One)),
            Event(8, 9, new ReadStep(Two))
        );

    [Fact]
    public void An_object_that_was_deleted_stays_away() =>
        AssertWrong(Event(1, 2, new WriteStep(One)), Event(3, 4, new DeleteStep(true)), Event(5, 6, new ReadStep(One)));

    [Fact]
    public void A_write_without_an_answer_happens_once_or_never()
    {
        var write = Event(1, long.MaxValue, new WriteStep(One)) with { IsCertain = false };
        AssertRight(write, Event(2, 3, new ReadStep(null)));
        AssertRight(write, Event(2, 3, new ReadStep(null)), Event(4, 5, new ReadStep(One)));
        AssertWrong(write, Event(2, 3, new ReadStep(One)), Event(4, 5, new ReadStep(null)));
        AssertWrong(
            write,
            Event(2, 3, new ReadStep(One)),
            Event(4, 5, new DeleteStep(true)),
            Event(6, 7, new ReadStep(One))
        );
    }

    [Fact]
    public void A_write_without_an_answer_does_not_happen_after_its_end()
    {
        var write = Event(1, 4, new WriteStep(One)) with { IsCertain = false };
        AssertRight(write, Event(2, 3, new ReadStep(null)), Event(5, 6, new ReadStep(One)));
        AssertWrong(write, Event(5, 6, new ReadStep(null)), Event(7, 8, new ReadStep(One)));
    }

    [Fact]
    public void Many_writes_at_once_are_still_decided()
    {
        var writes = Enumerable
            .Range(1, 10)
            .Select(number => Event(1, 100, new WriteStep(One with { Version = number })))
            .ToArray();
        AssertRight([.. writes, Event(101, 102, new ReadStep(One with { Version = 7 }))]);
        AssertWrong([.. writes, Event(101, 102, new ReadStep(null))]);
    }

    private static KeyEvent Event(long from, long to, KeyStep step) =>
        new(Here, "client", from, to, IsCertain: true, step);

    private static void AssertRight(params KeyEvent[] events) => Assert.Null(Linearizability.FindViolation(events));

    private static void AssertWrong(params KeyEvent[] events) => Assert.NotNull(Linearizability.FindViolation(events));
}
