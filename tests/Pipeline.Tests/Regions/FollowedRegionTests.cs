using VideoDyn.Core.Analysis;
using VideoDyn.Core.Detections;
using VideoDyn.Core.Frames;
using VideoDyn.Core.Measuring;
using VideoDyn.Core.Plans;
using VideoDyn.Core.Signals;
using VideoDyn.Inference.Analysis;
using VideoDyn.Media.Pixels;
using VideoDyn.Pipeline.Regions;
using VideoDyn.Spatial.Analysis;
using VideoDyn.Spatial.Policies;
using VideoDyn.Temporal.Signals;
using VideoDyn.TestKit;

namespace VideoDyn.Pipeline.Tests.Regions;

/// <summary>Blocks that follow a panning camera, from frames to boxes, beside every pixel of every frame.</summary>
public class FollowedRegionTests : LeaseGuard
{
    private const int Step = 4;

    [Fact]
    public void Pan_Followed_BoxesLieWhereDenseSeesThemRightAfterEveryMove()
    {
        using var stream = new Stream();
        int moves = 0, boxes = 0;
        double share = 0;
        for (int index = 0; index < 60; index++)
        {
            using TestFrame frame = World.Frame(index, Step * index, 0);
            moves += stream.Analyze(frame) ? 1 : 0;
            boxes += stream.RequireSameBoxes(frame, $"frame {index}");
            share += index == 0 ? 0 : stream.Found.ExecutedShare / 59;
        }

        Assert.InRange(moves, 6, 8); // 236 pixels in steps of 32
        Assert.True(boxes > 100, $"{boxes} boxes");
        Assert.InRange(share, 0.01, 0.45);
        Assert.Equal(1, stream.FullPasses);
    }

    [Fact]
    public void Pan_DownAndBack_Followed_BoxesLieWhereDenseSeesThem()
    {
        using var stream = new Stream(rimX: 20, rimY: 52);
        int moves = 0, boxes = 0;
        for (int index = 0; index < 50; index++)
        {
            using TestFrame frame = World.Frame(index, 0, 3 * (index < 25 ? index : 50 - index));
            moves += stream.Analyze(frame) ? 1 : 0;
            boxes += stream.RequireSameBoxes(frame, $"frame {index}");
        }

        Assert.InRange(moves, 3, 6);
        Assert.True(boxes > 60, $"{boxes} boxes");
    }

    [Fact]
    public void AnalysisThatFails_BetweenAMoveAndItsEnd_MovesOnce()
    {
        // Moving twice would put boxes of 30 pixels 32 beside their places; what came in while frames failed settles later.
        using var stream = new Stream(overlap: 0.5f);
        int failures = 0, boxes = 0;
        for (int index = 0; index < 40; index++)
        {
            using TestFrame frame = World.Frame(index, Step * index, 0);
            // Whatever happens to every third frame and to each with a move: it is decided about and never analyzed.
            if (index > 0 && (stream.Decide(frame) || index % 3 == 0))
            {
                failures++;
                continue;
            }

            stream.Analyze(frame);
            boxes += stream.RequireSameBoxes(frame, $"frame {index}");
        }

        Assert.InRange(failures, 14, 24);
        Assert.True(boxes > 30, $"{boxes} boxes");
        Assert.Equal(1, stream.FullPasses);
    }

    [Fact]
    public void PanAndSceneCut_InOneFrame_IsAFullPassThatLooksStraightAhead()
    {
        using var stream = new Stream();
        for (int index = 0; index < 12; index++)
        {
            using TestFrame frame = World.Frame(index, Step * index, 0);
            stream.Analyze(frame);
        }

        Assert.NotEqual(default, stream.Change.Aside);
        for (int index = 12; index < 30; index++)
        {
            // The camera pans on while the scene becomes another one.
            using TestFrame frame = World.Frame(index, 5000 + (Step * index), 700, isOther: true);
            stream.Analyze(frame);
            if (index == 12)
                Assert.Equal((SceneCut.Content, true), (stream.Change.Cut, stream.Found.WasFullPass));
            stream.RequireSameBoxes(frame, $"frame {index}");
        }

        Assert.Equal(2, stream.FullPasses);
    }

    [Fact]
    public void JumpFurtherThanThePicture_IsAFullPass()
    {
        using var stream = new Stream();
        for (int index = 0; index < 8; index++)
        {
            using TestFrame frame = World.Frame(index, index < 4 ? 0 : 900, index < 4 ? 0 : 400);
            stream.Analyze(frame);
            stream.RequireSameBoxes(frame, $"frame {index}");
            if (index == 4)
                Assert.True(stream.Found.WasFullPass);
        }

        Assert.Equal(2, stream.FullPasses);
    }

    /// <summary>The region policy and the dense analyzer on the same frames.</summary>
    private sealed class Stream(int rimX = 52, int rimY = 20, float overlap = 0.75f) : IDisposable
    {
        private static readonly ModelOptions s_model = new() { ModelPath = SamplePaths.Options.Model };
        private readonly DetectorAnalyzer _dense = DetectorAnalyzer.Load(s_model, new FrameTensorizer());
        private readonly BlockAnalyzer _blocks = BlockAnalyzer.Load(s_model, new BlockAnalyzerOptions(), new FrameTensorizer());
        private readonly Observations _expected = new();
        private readonly StageClock _clock = new();
        private StreamSignals? _signals;
        private BlockRegion? _region;
        private RegionPlan _plan = RegionPlan.Dense;
        private (int Across, int Down) _moved;

        public Observations Found { get; } = new();

        public BlockChange Change { get; private set; } = null!;

        public int FullPasses { get; private set; }

        /// <summary>Decides about a frame; whether blocks moved for it.</summary>
        public bool Decide(TestFrame frame)
        {
            _signals ??= new StreamSignals(_blocks.Input, _blocks.BlockSize, new ChangeSignalOptions { FollowStep = _blocks.MoveBlocks });
            _region ??= new BlockRegion(_blocks, _signals, new ChangePolicy(new ChangePolicyOptions()));
            _plan = _region.Decide(frame, _clock);
            Change = _signals.Observe(frame);
            bool hasMoved = Change.Moved != _moved && Change.Moved != default;
            _moved = Change.Moved;
            return hasMoved;
        }

        public bool Analyze(TestFrame frame)
        {
            bool hasMoved = Decide(frame);
            _blocks.Analyze(frame, _plan, Found);
            _region!.MarkProcessed(frame, Found, _clock);
            _moved = default;
            FullPasses += Found.WasFullPass ? 1 : 0;
            return hasMoved;
        }

        /// <summary>Requires that both see the same in the part of the picture that is never out of sight; the number of boxes.</summary>
        public int RequireSameBoxes(TestFrame frame, string what)
        {
            _dense.Analyze(frame, RegionPlan.Dense, _expected);
            int boxes = Require(_expected, Found, $"{what}: dense sees, blocks do not");
            Require(Found, _expected, $"{what}: blocks see, dense does not");
            return boxes;
        }

        public void Dispose()
        {
            _region?.Dispose();
            _blocks.Dispose();
            _dense.Dispose();
        }

        private int Require(Observations these, Observations those, string what)
        {
            int boxes = 0;
            foreach (Detection seen in these.Span)
            {
                if (seen.Score < 0.5f || !IsInside(seen.Box))
                    continue;
                boxes++;
                Assert.True(
                    those.Detections.Any(other => other.ClassId == seen.ClassId && other.Box.IntersectionOverUnion(seen.Box) > overlap),
                    $"{what} class {seen.ClassId} at {seen.Box}, but {string.Join(", ", those.Detections.Select(other => $"{other.ClassId} at {other.Box}"))}");
            }

            return boxes;
        }

        // A rim of one block may be out of sight, and the block behind it has not settled yet.
        private bool IsInside(in BoundingBox box) => box.X1 > rimX && box.Y1 > rimY && box.X2 < World.Width - rimX && box.Y2 < World.Height - rimY;
    }

    /// <summary>A wide floor with texture and things that rest on it, seen through a window.</summary>
    private static class World
    {
        public const int Width = 320;
        public const int Height = 192;
        private static readonly (double R, double G, double B)[] s_colors = [(214, 48, 40), (44, 172, 68), (52, 84, 216)];

        public static TestFrame Frame(int index, int left, int top, bool isOther = false)
        {
            var format = new FrameFormat(Width, Height, PixelLayout.Yuv420, ColorMatrix.Bt601, ColorRange.Limited);
            var frame = new TestFrame(format, 0, index, TimeSpan.FromSeconds(index / 10.0));
            return frame.Fill((plane, x, y) =>
            {
                int scale = plane == 0 ? 1 : 2;
                (double r, double g, double b) = At(left + (x * scale), top + (y * scale), isOther);
                return (byte)Math.Round(plane switch
                {
                    0 => 16 + (((65.481 * r) + (128.553 * g) + (24.966 * b)) / 255),
                    1 => 128 + (((-37.797 * r) - (74.203 * g) + (112 * b)) / 255),
                    _ => 128 + (((112 * r) - (93.786 * g) - (18.214 * b)) / 255),
                });
            });
        }

        private static (double R, double G, double B) At(int x, int y, bool isOther)
        {
            // A thing of every kind in turn, 90 pixels apart, so that things of one kind never meet.
            int column = (int)Math.Floor(x / 90.0), row = (int)Math.Floor(y / 90.0), kind = (((column + (2 * row)) % 3) + 3) % 3;
            double dx = x - (90 * column) - 45, dy = y - (90 * row) - 50;
            bool isThing = kind == 0 ? (dx * dx) + (dy * dy) <= 15 * 15 : Math.Abs(dx) <= 18 && Math.Abs(dy) <= (kind == 1 ? 18 : 9);
            if (isThing)
                return s_colors[kind];
            double gray = 120 + (34 * Math.Sin((x * 0.21) + (3 * Math.Sin(y * 0.05)))) + (32 * Math.Sin((y * 0.17) + (4 * Math.Sin(x * 0.043)))) + (20 * Math.Sin((x + (2 * y)) * 0.037));
            gray = isOther ? (gray / 4) + ((((x / 64) + (y / 48)) & 1) == 0 ? 20 : 170) : gray;
            return (gray, gray, gray);
        }
    }
}
