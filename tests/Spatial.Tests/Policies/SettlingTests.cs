using VideoDyn.Core.Detections;
using VideoDyn.Spatial.Policies;

namespace VideoDyn.Spatial.Tests.Policies;

/// <summary>Blocks of 64 frame pixels; 25 frames per second. Block (1, 2) changes, and time goes on.</summary>
public class SettlingTests
{
    private const int Beside = (1 * 8) + 3;
    private static readonly BoundingBox s_overBoth = new(130, 70, 250, 120);

    private readonly int[] _executed = new int[64];

    [Fact]
    public void Settle_NeighboursOfAChange_AreExecutedOnceAfterTheWait()
    {
        ChangePolicy policy = Policy(new SettlingOptions { Boxes = null, Neighbours = TimeSpan.FromSeconds(0.2) });
        Step(policy, 1, changed: true);
        int[] settled = [.. Enumerable.Range(2, 40).Where(i => Step(policy, i).Count(BlockReason.Settle) > 0)];

        Assert.Equal([6], settled);
        Assert.Equal(8, policy.Totals.Blocks(BlockReason.Settle));
        Assert.Equal(6, _executed[Beside]);
        Assert.Equal(0, _executed[(1 * 8) + 4]);
    }

    [Fact]
    public void Settle_ChangeThatGoesOn_ExecutesNeighboursOncePerWait()
    {
        ChangePolicy policy = Policy(new SettlingOptions { Boxes = null, Neighbours = TimeSpan.FromSeconds(0.2) });
        for (int i = 1; i <= 61; i++)
            Step(policy, i, changed: true);

        Assert.Equal(8 * 10, policy.Totals.Blocks(BlockReason.Settle));
    }

    [Fact]
    public void Settle_BlockExecutedForAnotherReason_NeedsNoSettling()
    {
        ChangePolicy policy = Policy(new SettlingOptions { Boxes = null, Neighbours = TimeSpan.FromSeconds(0.2) });
        Step(policy, 1, changed: true);
        Array.Fill(_executed, 3); // somebody executed everything in the meantime

        Assert.All(Enumerable.Range(4, 20), i => Assert.Equal(0, Step(policy, i).Mask.Count));
    }

    [Fact]
    public void Settle_BoxWithAChangeInside_IsComputedAgainSoonAndOnlyOnce()
    {
        ChangePolicy policy = Policy(new SettlingOptions { Neighbours = null, Boxes = TimeSpan.FromSeconds(0.07) });
        Step(policy, 1, changed: true, s_overBoth);
        BlockDecision next = Step(policy, 2, boxes: s_overBoth);
        Assert.Equal(0, next.Mask.Count);
        BlockDecision later = Step(policy, 3, boxes: s_overBoth);
        Assert.Equal((1, BlockReason.Settle), (later.Mask.Count, later.Reasons[Beside]));

        Assert.All(Enumerable.Range(4, 20), i => Assert.Equal(0, Step(policy, i, boxes: s_overBoth).Mask.Count));
    }

    [Fact]
    public void Settle_BoxWithoutAChangeInside_IsLeftAlone()
    {
        ChangePolicy policy = Policy(new SettlingOptions { Neighbours = null, Boxes = TimeSpan.FromSeconds(0.07) });
        Step(policy, 1, changed: true, new BoundingBox(192, 64, 256, 128));

        Assert.All(Enumerable.Range(2, 20), i => Assert.Equal(0, Step(policy, i).Mask.Count));
    }

    [Fact]
    public void Settle_TwoBoxesThatOverlap_DoNotKeepEachOtherBusy()
    {
        ChangePolicy policy = Policy(new SettlingOptions { Neighbours = null, Boxes = TimeSpan.Zero });
        Step(policy, 1, changed: true, s_overBoth, new BoundingBox(130, 70, 330, 120));
        for (int i = 2; i <= 50; i++)
            Step(policy, i, boxes: [s_overBoth, new BoundingBox(130, 70, 330, 120)]);

        Assert.Equal(2, policy.Totals.Blocks(BlockReason.Settle));
    }

    [Fact]
    public void Learn_BoxesAndBlocksOfDifferentNumber_IsRefused()
    {
        ChangePolicy policy = Policy(new SettlingOptions());
        Step(policy, 1);
        Assert.Throws<ArgumentException>(() => policy.Learn([], [1]));
    }

    private static ChangePolicy Policy(SettlingOptions settling) =>
        new(new ChangePolicyOptions { MaxAge = null, RefreshInterval = null, Settling = settling });

    private BlockDecision Step(ChangePolicy policy, int frame, bool changed = false, params BoundingBox[] boxes)
    {
        BlockDecision decision = policy.Decide(Changes.Of(frame, (row, column) => Changes.Cell(
            share: changed && (row, column) == (1, 2) ? 0.2 : 0, age: (frame - _executed[(row * 8) + column]) / 25.0)));
        for (int cell = 0; cell < 64; cell++)
        {
            if (decision.Mask[cell / 8, cell % 8])
                _executed[cell] = frame;
        }

        // The first box belongs to the block beside the change, every other one to the block after that.
        policy.Learn(
            [.. boxes.Select(box => new Detection(box, 0, 0.9f, Provenance.Reused, TimeSpan.Zero))],
            [.. boxes.Select((_, index) => Beside + index)]);
        return decision;
    }
}
