using VideoDyn.Core.Frames;
using VideoDyn.Pipeline.Cameras.Stages;
using VideoDyn.TestKit;

namespace VideoDyn.Pipeline.Tests.Cameras;

public class FrameQueueTests : LeaseGuard
{
    private static readonly FrameFormat s_format = new(16, 16, PixelLayout.Gray, ColorMatrix.Bt601, ColorRange.Full);
    private readonly List<long> _superseded = [];

    [Fact]
    public void Put_RecordingFull_MakesTheReaderWaitUntilAFrameIsTaken()
    {
        FrameQueue queue = New(2, keepsNewest: false);
        Assert.Equal(PutResult.Room, queue.Put(Frame(0), out bool first));
        Assert.Equal(PutResult.Full, queue.Put(Frame(1), out bool second));
        Assert.Equal((true, false), (first, second));

        Assert.Equal(0, Take(queue, out bool wake));
        Assert.True(wake);
        Assert.Equal(1, Take(queue, out wake));
        Assert.False(wake);
        Assert.Null(queue.Take(out _));
        Assert.Empty(_superseded);
    }

    [Fact]
    public void Put_LiveFull_KeepsTheNewest()
    {
        FrameQueue queue = New(1, keepsNewest: true);
        for (int index = 0; index < 4; index++)
            Assert.Equal(PutResult.Room, queue.Put(Frame(index), out _));

        Assert.Equal([0, 1, 2], _superseded);
        Assert.Equal(3, Take(queue, out bool wake));
        Assert.False(wake);
    }

    [Fact]
    public void Freshest_LiveWithANewerFrame_GivesTheOldOneUp()
    {
        FrameQueue queue = New(1, keepsNewest: true);
        FrameLease waited = Frame(0);
        queue.Put(Frame(1), out _);

        using FrameLease freshest = queue.Freshest(waited);

        Assert.Equal(1, freshest.Index);
        Assert.Equal([0], _superseded);
        Assert.Same(freshest, queue.Freshest(freshest));
    }

    [Fact]
    public void Put_LiveFull_KeepsADecodedFrameBeforeOneThatIsNot()
    {
        FrameQueue queue = New(1, keepsNewest: true);
        queue.Put(new Unseen(0), out _);
        queue.Put(Frame(1), out _);
        Assert.Equal(PutResult.Room, queue.Put(new Unseen(2), out _));
        Assert.Equal([0, 2], _superseded);
        Assert.Equal(1, Take(queue, out _));
        queue.Put(new Unseen(3), out _);
        queue.Put(new Unseen(4), out _);
        Assert.Equal([0, 2, 3], _superseded);
        Assert.Equal(4, Take(queue, out _));
    }

    [Fact]
    public void Freshest_NewerFrameWithoutPixels_IsLeftInside()
    {
        FrameQueue queue = New(1, keepsNewest: true);
        using FrameLease waited = Frame(0);
        queue.Put(new Unseen(1), out _);
        Assert.Same(waited, queue.Freshest(waited));
        Assert.Equal(1, Take(queue, out _));
    }

    [Fact]
    public void Freshest_Recording_KeepsTheFrame()
    {
        FrameQueue queue = New(2, keepsNewest: false);
        using FrameLease waited = Frame(0);
        queue.Put(Frame(1), out _);
        Assert.Same(waited, queue.Freshest(waited));
        queue.Clear(frame => frame.Dispose());
    }

    [Fact]
    public void Put_Closed_IsRefusedAndWhatIsInsideStays()
    {
        FrameQueue queue = New(2, keepsNewest: false);
        queue.Put(Frame(0), out _);
        queue.Close();
        using FrameLease late = Frame(1);

        Assert.Equal(PutResult.Refused, queue.Put(late, out _));
        Assert.False(queue.IsDrained);
        Assert.Equal(0, Take(queue, out _));
        Assert.True(queue.IsDrained);
    }

    [Fact]
    public void Put_AfterTheGateHeard_AnnouncesAgain()
    {
        FrameQueue queue = New(3, keepsNewest: false);
        queue.Put(Frame(0), out _);
        queue.Heard();
        queue.Put(Frame(1), out bool announced);
        Assert.True(announced);
        queue.Clear(frame => frame.Dispose());
    }

    private static TestFrame Frame(int index) => new(s_format, index: index);

    private static long Take(FrameQueue queue, out bool wake)
    {
        using FrameLease? frame = queue.Take(out wake);
        return frame!.Index;
    }

    private FrameQueue New(int capacity, bool keepsNewest) => new(capacity, keepsNewest, frame =>
    {
        _superseded.Add(frame.Index);
        frame.Dispose();
    });

    // A frame that was not decoded.
    private sealed class Unseen : FrameLease
    {
        public Unseen(long index)
        {
            Index = index;
            Begin();
        }

        public override bool HasPixels => false;

        protected override void Release()
        {
        }
    }
}
