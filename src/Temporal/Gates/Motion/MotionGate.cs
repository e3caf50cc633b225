using VideoDyn.Core.Frames;
using VideoDyn.Core.Measuring;
using VideoDyn.Core.Plans;

namespace VideoDyn.Temporal.Gates.Motion;

/// <summary>
/// Gate <c>motion</c>: analyzes a frame when spots of it differ from a running average of the past, and lets the last
/// result stand when none does. The motion detection that users know from Frigate, without contrast enhancement, as an
/// honest rival of the gates that ask what was last processed.
/// </summary>
/// <remarks>
/// The luma is sampled down, smoothed and compared with the average; changed pixels are grown by one and grouped into
/// spots. While motion lasts the average only takes pictures in after ten frames of it, so that what passes through is
/// not learned. Until the picture is calm after the start or a change of light, the average learns fast and every frame
/// is analyzed, because nothing can be said yet.
/// </remarks>
public sealed class MotionGate : IGate
{
    private const float CalibrationAlpha = 0.2f;
    private const double CalmShare = 0.05;
    private const int CalmSpots = 4;
    private const int LearnAfter = 10;
    private static readonly GateDecision s_still = new(GateOutcome.Reuse, "still");
    private static readonly GateDecision s_calibrating = new(GateOutcome.Analyze, "calibrating");
    private static readonly GateDecision s_moving = new(GateOutcome.Analyze, "motion");
    private readonly MotionOptions _options;
    private readonly SpotFinder _spots = new();
    private SmallPicture? _picture;
    private FrameFormat _format;
    private float[] _average = [];
    private bool[] _changed = [];
    private int _framesOfMotion;
    private double _share;
    private int _large;

    /// <summary>Creates the gate.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of range.</exception>
    public MotionGate(MotionOptions? options = null)
    {
        _options = options ?? MotionOptions.Default;
        _options.Validate();
    }

    /// <inheritdoc/>
    public Stage Stage => Stage.Signals;

    /// <summary>Whether the average is still being learned.</summary>
    internal bool IsCalibrating { get; private set; } = true;

    /// <inheritdoc/>
    public GateDecision Decide(long frameIndex, FrameLease frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        if (_picture is null || frame.Format != _format)
            return Restart(frame);

        ReadOnlySpan<float> gray = _picture.Read(frame.Luma);
        for (int i = 0; i < gray.Length; i++)
            _changed[i] = MathF.Abs(gray[i] - _average[i]) > _options.Threshold;
        SpotCount spots = _spots.Find(_changed, _picture.Width, _picture.Height, _options.ContourArea);
        double share = spots.TotalArea / gray.Length;
        (_share, _large) = (share, spots.Large);
        if (share < CalmShare && spots.Large <= CalmSpots)
            IsCalibrating = false;
        if (share > _options.LightningThreshold)
            IsCalibrating = true;

        _framesOfMotion = spots.Large > 0 ? _framesOfMotion + 1 : 0;
        if (_framesOfMotion is 0 or >= LearnAfter)
            Learn(gray, IsCalibrating ? CalibrationAlpha : (float)_options.FrameAlpha);
        return IsCalibrating ? s_calibrating : spots.Large > 0 ? s_moving : s_still;
    }

    /// <inheritdoc/>
    public void Explain(GateNumbers numbers)
    {
        ArgumentNullException.ThrowIfNull(numbers);
        numbers.Add("spots", _large);
        numbers.Add("changed_share", _share);
        numbers.Add("threshold", _options.Threshold);
        numbers.Add("contour_area", _options.ContourArea);
    }

    private GateDecision Restart(FrameLease frame)
    {
        _format = frame.Format;
        int height = Math.Min(_options.FrameHeight, _format.Height);
        int width = Math.Max(1, (int)((long)height * _format.Width / _format.Height));
        _picture = new SmallPicture(width, height);
        _average = _picture.Read(frame.Luma).ToArray();
        _changed = new bool[_average.Length];
        _framesOfMotion = 0;
        IsCalibrating = true;
        (_share, _large) = (0, 0);
        return s_calibrating;
    }

    private void Learn(ReadOnlySpan<float> gray, float alpha)
    {
        for (int i = 0; i < gray.Length; i++)
            _average[i] += alpha * (gray[i] - _average[i]);
    }
}
