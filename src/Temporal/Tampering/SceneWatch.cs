using VideoDyn.Core.Frames;

namespace VideoDyn.Temporal.Tampering;

/// <summary>
/// Watches whether a camera still shows its view: tells scene cuts, and when the camera was covered, moved or put out of
/// focus, and when it is as before. Works on a small picture of the luma, ten times a second of stream time at most.
/// </summary>
/// <remarks>
/// <para>The view is learned while nothing but objects moves, and then followed slowly, never while it is not shown: everything
/// is held against it, so that slow tampering is noticed. A camera that pans all the time has no view and is never tampered with.</para>
/// <para>Structure is compared by normalised correlation and sharpness over contrast, so that a change of light is no tampering,
/// as long as anything can be seen. Not thread-safe.</para>
/// </remarks>
public sealed class SceneWatch
{
    private static readonly TimeSpan s_step = TimeSpan.FromMilliseconds(100);
    private readonly Thumbnail _now = new();
    private readonly CutWatch _cuts = new();
    private readonly TamperWatch _tampering;
    private TimeSpan? _last;
    private (int Width, int Height) _size;

    /// <summary>Begins without a view.</summary>
    /// <param name="options">Times; null for the defaults.</param>
    /// <exception cref="Core.Errors.VideoDynException">An option is out of range (kind Configuration).</exception>
    public SceneWatch(TamperOptions? options = null)
    {
        options ??= new TamperOptions();
        options.Validate();
        _tampering = new TamperWatch(options);
    }

    /// <summary>What is being done to the camera now; null for nothing.</summary>
    public TamperKind? Tampering => _tampering.Current;

    /// <summary>Looks at a picture.</summary>
    /// <param name="frame">The picture; only read during the call.</param>
    public SceneNews See(FrameLease frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        if (_last is { } last && frame.StreamTime >= last && frame.StreamTime - last < s_step)
            return default;
        // Another size is another stream.
        if (_size != (frame.Luma.Width, frame.Luma.Height))
            Reset();
        _size = (frame.Luma.Width, frame.Luma.Height);
        _last = frame.StreamTime;
        _now.Read(frame.Luma);
        bool isCut = _cuts.See(_now);
        return _tampering.See(_now, frame.StreamTime, isCut) with { IsCut = isCut };
    }

    /// <summary>After an outage: the next picture is no cut, but the view is still the camera's own.</summary>
    public void Interrupt()
    {
        _cuts.Reset();
        _tampering.Interrupt();
        _last = null;
    }

    private void Reset()
    {
        _cuts.Reset();
        _tampering.Reset();
    }
}
