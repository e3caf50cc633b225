using VideoDyn.Core.Errors;
using VideoDyn.Core.Frames;
using VideoDyn.Core.Ledger;
using VideoDyn.Core.Sources;

namespace VideoDyn.TestKit;

/// <summary>A source of small gray frames at a fixed rate that can fail or wait where a test wants it to.</summary>
public sealed class ScriptedSource(int frames, double framesPerSecond = 10) : IFrameSource
{
    private static readonly FrameFormat s_format = new(16, 16, PixelLayout.Gray, ColorMatrix.Bt601, ColorRange.Full);
    private int _next;

    /// <summary>Called before each read with the index of the frame about to be read.</summary>
    public Action<int>? BeforeRead { get; init; }

    /// <inheritdoc/>
    public SourceInfo Info { get; } = new() { Name = "scripted", Location = "scripted" };

    /// <inheritdoc/>
    public string? Warning => null;

    /// <inheritdoc/>
    public FrameLedger Ledger { get; init; } = new();

    /// <summary>Number of the first frame, where this is one of several connections.</summary>
    public int FirstIndex { get; init; }

    /// <summary>Makes the frames, from their number and stream time; null for black ones.</summary>
    public Func<long, TimeSpan, FrameLease>? Make { get; init; }

    /// <summary>Whether it was disposed.</summary>
    public bool IsDisposed { get; private set; }

    /// <inheritdoc/>
    public FrameReadStatus Read(out FrameLease? frame, CancellationToken cancellationToken)
    {
        frame = null;
        BeforeRead?.Invoke(_next);
        cancellationToken.ThrowIfCancellationRequested();
        if (_next == frames)
            return FrameReadStatus.EndOfStream;
        Ledger.Receive();
        Ledger.CountDecoded();
        var time = TimeSpan.FromSeconds((FirstIndex + _next) / framesPerSecond);
        frame = Make?.Invoke(FirstIndex + _next, time) ?? new TestFrame(s_format, index: FirstIndex + _next, streamTime: time);
        _next++;
        return FrameReadStatus.Frame;
    }

    /// <inheritdoc/>
    public void Dispose() => IsDisposed = true;

    /// <summary>Makes the read of one frame fail as an unreadable input does.</summary>
    public static Action<int> FailAt(int index) => next =>
    {
        if (next == index)
            throw VideoDynException.Input("scripted: cannot be read on");
    };
}
