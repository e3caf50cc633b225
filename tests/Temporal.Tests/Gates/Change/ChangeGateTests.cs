using VideoDyn.Core.Detections;
using VideoDyn.Core.Errors;
using VideoDyn.Core.Ledger;
using VideoDyn.Core.Plans;
using VideoDyn.Temporal.Gates.Change;
using VideoDyn.Temporal.Tests.Signals;
using VideoDyn.TestKit;

namespace VideoDyn.Temporal.Tests.Gates.Change;

public class ChangeGateTests : LeaseGuard
{
    private static readonly Func<int, int, int> s_street = Scene.Texture(1);

    [Fact]
    public void StillScene_AfterTheFirstFrame_IsReusedUntilItIsTooOld()
    {
        using var scene = new GateScene();

        GateDecision[] decisions = [.. Enumerable.Range(0, 260).Select(index => scene.Step(index, s_street))];

        Assert.Equal(new GateDecision(GateOutcome.Analyze, ChangeReasons.Start), decisions[0]);
        Assert.All(decisions[1..250], decision => Assert.Equal(new GateDecision(GateOutcome.Reuse, ChangeReasons.Unchanged), decision));
        Assert.Equal(new GateDecision(GateOutcome.Analyze, ChangeReasons.Age), decisions[250]);
        Assert.Equal(GateOutcome.Reuse, decisions[251].Outcome);
    }

    [Fact]
    public void StillScene_AfterOneSecond_RestsUntilTheNextLookIsDue()
    {
        var gate = new ChangeGate();
        using var scene = new GateScene(gate);
        for (int index = 0; index <= 26; index++)
        {
            scene.Step(index, s_street);
            Assert.Equal(index < 26 ? null : Scene.Time(0) + TimeSpan.FromSeconds(10), gate.RestsUntil);
        }

        scene.Step(27, Person(0));
        Assert.Null(gate.RestsUntil);
    }

    [Fact]
    public void ObjectThatComesIn_IsLookedAtWithin300Milliseconds()
    {
        using var scene = new GateScene();
        for (int index = 0; index < 100; index++)
            scene.Step(index, s_street);

        GateDecision[] decisions = [.. Enumerable.Range(100, 8).Select(index => scene.Step(index, Person(index - 100)))];

        Assert.Contains(new GateDecision(GateOutcome.Analyze, ChangeReasons.New), decisions[..7]);
    }

    [Fact]
    public void EveryFrameAnotherPicture_IsLookedAtEveryTime()
    {
        using var scene = new GateScene();

        Assert.All(Enumerable.Range(0, 40), index => Assert.Equal(GateOutcome.Analyze, scene.Step(index, Scene.Texture(index + 2)).Outcome));
    }

    [Fact]
    public void TimeThatGoesBack_IsNoAge()
    {
        using var scene = new GateScene();
        for (int index = 0; index < 50; index++)
            scene.Step(index, s_street);

        GateDecision[] decisions = [.. Enumerable.Range(50, 50).Select(index => scene.Step(index, s_street, time: Scene.Time(index - 45)))];

        Assert.InRange(decisions.Count(decision => decision.Outcome == GateOutcome.Analyze), 0, 1);
    }

    [Fact]
    public void ObjectThatMovesAsPredicted_IsLookedAtLessOftenThanEveryFourthFrame()
    {
        using var scene = new GateScene();

        GateDecision[] decisions = [.. Enumerable.Range(0, 100).Select(index => scene.Step(index, Person(index), [Box(index)]))];

        Assert.InRange(decisions.Count(decision => decision.Outcome == GateOutcome.Analyze), 4, 25);
        Assert.Contains(new GateDecision(GateOutcome.Skip, ChangeReasons.Predicted), decisions);
    }

    [Fact]
    public void ObjectThatJumpsAbout_IsLookedAtMoreOftenThanOneThatMovesAsPredicted()
    {
        int steady = Looks(index => index), erratic = Looks(index => 30 + (index / 3 * 37 % 100));

        Assert.True(erratic > steady * 1.5, $"{erratic} looks at the erratic object, {steady} at the steady one");

        static int Looks(Func<int, int> place)
        {
            using var scene = new GateScene();
            return Enumerable.Range(0, 150).Count(index =>
                scene.Step(index, Person(place(index)), [Box(place(index))]).Outcome == GateOutcome.Analyze);
        }
    }

    // The dead-zone is 20 code values. Where the light of the whole picture changes, no block differs from its neighbours.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void SlowRamp_OfAFifthOfTheThresholdPerFrame_IsNoticedWithinSixFrames_AndByAPreviousFrameGateNever(bool wholePicture)
    {
        using var scene = new GateScene();
        using var rival = new GateScene(new PreviousFrameGate());
        for (int index = 0; index < 50; index++)
        {
            scene.Step(index, s_street);
            rival.Step(index, s_street);
        }

        int noticed = -1;
        for (int step = 1; step <= 10; step++)
        {
            int rise = 4 * step;
            int Ramp(int x, int y) => s_street(x, y) + (wholePicture || (x >= 64 && x < 192 && y >= 32) ? rise : 0);
            if (scene.Step(49 + step, Ramp).Outcome == GateOutcome.Analyze && noticed < 0)
                noticed = step;
            Assert.Equal(GateOutcome.Reuse, rival.Step(49 + step, Ramp).Outcome);
        }

        Assert.InRange(noticed, 1, 6);
    }

    [Fact]
    public void CameraThatShakes_OverAnEmptyScene_IsHardlyLookedAt()
    {
        using var scene = new GateScene();
        int[] across = [0, 2, -1, -2, 1, 2, 0, -2], down = [0, 1, -1, 0, 2, -2, 1, 0];

        (int looks, double furthest) = (0, 0);
        for (int index = 0; index < 200; index++)
        {
            GateDecision decision = scene.Step(index, (x, y) => s_street(x + 40 + across[index % 8], y + 40 + down[index % 8]));
            looks += decision.Outcome == GateOutcome.Analyze ? 1 : 0;
            double motion = scene.Explain()["motion_x"];
            furthest = double.IsNaN(motion) ? furthest : Math.Max(furthest, Math.Abs(motion));
        }

        Assert.InRange(looks, 1, 3);
        Assert.InRange(furthest, 1.5, 4.5);
    }

    [Fact]
    public void CameraThatPans_WithObjectsInView_IsLookedAt()
    {
        using var scene = new GateScene();

        GateDecision[] decisions = [.. Enumerable.Range(0, 60).Select(index => scene.Step(index, (x, y) => Person(60)(x + (3 * index), y), [Pan(index)]))];

        Assert.InRange(decisions.Count(decision => decision.Outcome == GateOutcome.Analyze), 6, 60);

        // The object turns up at the other side when it has left.
        static Detection Pan(int index)
        {
            Detection box = Box(60);
            float left = (600 + box.Box.X1 - (3 * index)) % 200;
            return box with { Box = new BoundingBox(left, box.Box.Y1, left + box.Box.Width, box.Box.Y2) };
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void ExpectedEvent_IsLookedAtInTheNextFrameWhereAsked(bool isAsked)
    {
        using var scene = new GateScene(new ChangeGate(new ChangeGateOptions { Events = isAsked, Loss = 0.5 }));
        int index = 0;
        while (scene.Step(index, Person(index), [Box(index)], isEventExpected: index >= 5).Outcome != GateOutcome.Skip || index < 5)
            index++;

        GateDecision decision = scene.Step(index + 1, Person(index + 1), [Box(index + 1)], isEventExpected: false);

        Assert.Equal(isAsked, decision == new GateDecision(GateOutcome.Analyze, ChangeReasons.Event));
        Assert.NotEqual(ChangeReasons.Event, scene.Step(index + 2, Person(index + 2), [Box(index + 2)]).Reason);
    }

    [Fact]
    public void AnotherScene_IsAnalyzed()
    {
        using var scene = new GateScene();
        for (int index = 0; index < 10; index++)
            scene.Step(index, (x, _) => x < 128 ? 60 : 180);

        Assert.Equal(new GateDecision(GateOutcome.Analyze, ChangeReasons.SceneCut), scene.Step(10, (x, _) => x < 128 ? 180 : 60));
    }

    [Fact]
    public void StreamTimeThatStepsBack_IsAnalyzed_AndTheGateGoesOn()
    {
        using var scene = new GateScene();
        for (int index = 0; index < 10; index++)
            scene.Step(index, s_street, time: TimeSpan.FromSeconds(100 + (index / 25.0)));

        Assert.Equal(new GateDecision(GateOutcome.Analyze, ChangeReasons.Clock), scene.Step(10, s_street, time: TimeSpan.FromSeconds(3)));
        Assert.Equal(GateOutcome.Reuse, scene.Step(11, s_street, time: TimeSpan.FromSeconds(3.04)).Outcome);
    }

    [Fact]
    public void StreamTimeThatStandsStill_IsAnalyzedNowAndThen()
    {
        using var scene = new GateScene();

        int looks = Enumerable.Range(0, 600).Count(index => scene.Step(index, s_street, time: TimeSpan.FromSeconds(1)).Outcome == GateOutcome.Analyze);

        Assert.InRange(looks, 2, 10);
    }

    [Fact]
    public void TenThousandFramesPerSecond_AreNotAllAnalyzed_AndTheObjectIsFound()
    {
        using var scene = new GateScene();
        for (int index = 0; index < 100; index++)
            scene.Step(index, s_street, time: TimeSpan.FromSeconds(index / 10_000.0));

        int looks = Enumerable.Range(100, 2000).Count(index =>
            scene.Step(index, Person(20), [Box(20)], TimeSpan.FromSeconds(index / 10_000.0)).Outcome == GateOutcome.Analyze);

        Assert.InRange(looks, 1, 100);
    }

    [Fact]
    public void FramesThatAllDiffer_AreAnalyzedAsScenes_AndCostNoMemory()
    {
        using var scene = new GateScene();

        int looks = Enumerable.Range(0, 50).Count(index => scene.Step(index, Scene.Texture(index)).Outcome == GateOutcome.Analyze);

        Assert.InRange(looks, 25, 50);
    }

    [Fact]
    public void ManyObjectsThatStandStillForMinutes_AreLookedAtAtTheirAge()
    {
        using var scene = new GateScene();
        Detection[] crowd = [.. Enumerable.Range(0, 60).Select(index => new Detection(new BoundingBox(4 * index, 20, (4 * index) + 4, 40), 0, 0.8f))];

        int looks = Enumerable.Range(0, 300).Count(index => scene.Step(index, s_street, crowd, TimeSpan.FromSeconds(index)).Outcome == GateOutcome.Analyze);

        Assert.InRange(looks, 30, 33);
    }

    // What shows the object stops; the tracker goes on moving its box.
    [Theory]
    [InlineData(true, 1, 12)]
    [InlineData(false, 1, 40)]
    public void ObjectThatStopsSuddenly_IsLookedAtSoon(bool match, int least, int most)
    {
        using var scene = new GateScene(new ChangeGate(new ChangeGateOptions { Match = match }));
        int index = 0;
        for (; index < 60; index++)
            scene.Step(index, Walker(index), [Box(index)]);
        int waited = 0;
        while (scene.Step(index++, Walker(60), [Box(60)]).Outcome != GateOutcome.Analyze)
            waited++;

        Assert.InRange(waited + 1, least, most);

        static Func<int, int, int> Walker(int place) => (x, y) => x >= place && x < place + 40 && y >= 30 && y < 110
            ? 130 + (int)((60 * Math.Sin((x - place) * 0.5)) + (60 * Math.Sin(y * 0.4)))
            : s_street(x, y);
    }

    [Fact]
    public void SettledScene_WhateverComesInUnexplained_IsLookedAtWithin300Milliseconds()
    {
        // A speck that the learned rates expect nothing of.
        using var scene = new GateScene();
        for (int index = 0; index < 200; index++)
            scene.Step(index, s_street);
        int first = Enumerable.Range(200, 20).First(index => scene.Step(index, (x, y) => x is >= 64 and < 80 && y is >= 32 and < 44 ? 250 : s_street(x, y)).Outcome == GateOutcome.Analyze);

        Assert.InRange(first - 200, 0, 7);
    }

    // What was not decoded was nothing, so what is seen then is no likelier to have been missed for long.
    [Fact]
    public void Rest_ThenSomethingComesIn_IsDecidedAsIfEverythingHadBeenSeen()
    {
        Func<int, int, int> arrives = (x, y) => x is >= 64 and < 100 && y is >= 32 and < 80 ? 250 : s_street(x, y);
        using GateScene sees = new(), rests = new();
        for (int index = 0; index < 260; index++)
        {
            Func<int, int, int> luma = index < 200 ? s_street : arrives;
            GateDecision seen = sees.Step(index, luma);
            if (index is > 60 and < 200 && seen.Outcome == GateOutcome.Reuse)
                Assert.Equal(GateDecision.Skip(SkipReasons.Idle), rests.Pass(index));
            else
                Assert.Equal(seen, rests.Step(index, luma));
        }
    }

    // A lamp that goes on and off: looks at it that find nothing become rare.
    [Fact]
    public void SettledScene_WhatComesAgainAndAgainAndIsNothing_IsHardlyLookedAtAnyMore()
    {
        using var scene = new GateScene();
        Func<int, int, int> lamp = (x, y) => x is >= 64 and < 80 && y is >= 32 and < 44 ? 250 : s_street(x, y);

        int looks = Enumerable.Range(0, 6000).Count(index => scene.Step(index, index % 100 < 50 ? s_street : lamp) is { Outcome: GateOutcome.Analyze, Reason: ChangeReasons.New });

        Assert.InRange(looks, 1, 30);
    }

    [Fact]
    public void ObjectAboutToLeaveThePicture_IsLookedAt()
    {
        using var scene = new GateScene();
        var decisions = new List<GateDecision>();
        for (int index = 0; index < 60; index++)
            decisions.Add(scene.Step(index, Person(170 + (2 * index)), 170 + (2 * index) < 250 ? [Box(170 + (2 * index))] : []));

        // Its middle is beyond the edge at frame 33.
        Assert.Contains(decisions[24..38], decision => decision.Outcome == GateOutcome.Analyze);
    }

    [Fact]
    public void WithoutTracks_ChangesAreStillAnalyzed()
    {
        using var scene = new GateScene();
        for (int index = 0; index < 50; index++)
            scene.Step(index, s_street, isTracked: false);

        GateDecision[] decisions = [.. Enumerable.Range(50, 50).Select(index => scene.Step(index, Person(2 * (index - 50)), isTracked: false))];

        Assert.InRange(decisions.Count(decision => decision.Outcome == GateOutcome.Analyze), 3, 49);
    }

    [Fact]
    public void SameStream_GivesTheSameDecisions()
    {
        Assert.Equal(Run(), Run());

        static GateDecision[] Run()
        {
            using var scene = new GateScene();
            return [.. Enumerable.Range(0, 120).Select(index => scene.Step(index, Person(index * 3 % 150), [Box(index * 3 % 150)]))];
        }
    }

    [Fact]
    public void WithoutSignals_IsRefused()
    {
        VideoDynException error = Assert.Throws<VideoDynException>(() => new ChangeGate().Attach(null));

        Assert.Equal(ErrorKind.Configuration, error.Kind);
    }

    [Fact]
    public void OptionsOutOfRange_AreAllNamed()
    {
        VideoDynException error = Assert.Throws<VideoDynException>(() => new ChangeGate(new ChangeGateOptions { Loss = 0, Share = 2 }));

        Assert.Contains("Loss", error.Message, StringComparison.Ordinal);
        Assert.Contains("Share", error.Message, StringComparison.Ordinal);
    }

    private static Func<int, int, int> Person(int place) => (x, y) => x >= place && x < place + 40 && y >= 30 && y < 110 ? 235 : s_street(x, y);

    private static Detection Box(int place) => new(new BoundingBox(place, 30, place + 40, 110), 0, 0.8f);

    /// <summary>What the literature warns of: compares with the frame before.</summary>
    private sealed class PreviousFrameGate : IGate
    {
        private byte[] _before = [];

        public GateDecision Decide(long frameIndex, Core.Frames.FrameLease frame)
        {
            byte[] luma = new byte[Scene.Width * Scene.Height];
            for (int y = 0; y < Scene.Height; y++)
                frame.Luma.Row(y)[..Scene.Width].CopyTo(luma.AsSpan(y * Scene.Width));
            bool changed = _before.Length == 0 || luma.Zip(_before).Any(pair => Math.Abs(pair.First - pair.Second) > 20);
            _before = luma;
            return changed ? GateDecision.Analyze : new GateDecision(GateOutcome.Reuse, "previous");
        }
    }
}
