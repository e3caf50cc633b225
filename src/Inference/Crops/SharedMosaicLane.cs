using VideoDyn.Core.Tensors;
using VideoDyn.Inference.Analysis;

namespace VideoDyn.Inference.Crops;

/// <summary>
/// The canvases of a model of one size, shared by crops of many streams. Thread-safe: as many runs at once as there are callers,
/// each on a canvas of its own, which is kept for the next one.
/// </summary>
internal sealed class SharedMosaicLane : ICropLane, IDisposable
{
    private readonly Lock _gate = new();
    private readonly LoadedModel _model;
    private readonly ModelOptions _options;
    private readonly Stack<MosaicPacker> _free = new();
    private readonly List<MosaicPacker> _packers = [];
    private readonly List<SizedDetector> _canvases = [];

    /// <summary>Shares canvases of a model.</summary>
    /// <param name="model">The model; the caller disposes it after this.</param>
    /// <param name="options">Thresholds.</param>
    /// <param name="macs">Multiply-accumulates of a run.</param>
    public SharedMosaicLane(LoadedModel model, ModelOptions options, long macs)
    {
        (_model, _options) = (model, options);
        Slots = new MosaicSlots(Input.Width, Input.Height, macs);
    }

    /// <inheritdoc/>
    public int? Capacity => MosaicSlots.Units;

    /// <summary>How a canvas is divided.</summary>
    public MosaicSlots Slots { get; }

    /// <summary>The canvas.</summary>
    public InputSpec Input => _model.Profile.Input;

    /// <summary>Boxes that were refused so far because they reach across a seam.</summary>
    public long Refused
    {
        get
        {
            lock (_gate)
                return _packers.Sum(packer => packer.Refused);
        }
    }

    /// <inheritdoc/>
    public void Run(ReadOnlySpan<CropTicket> crops)
    {
        MosaicPacker packer = Rent();
        try
        {
            packer.Run(crops);
        }
        finally
        {
            lock (_gate)
                _free.Push(packer);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (SizedDetector canvas in _canvases)
            canvas.Dispose();
    }

    private MosaicPacker Rent()
    {
        lock (_gate)
        {
            if (_free.TryPop(out MosaicPacker? free))
                return free;
            // Rare: once per run at the same time.
            var canvas = new SizedDetector(_model.Copy(), _options, 1);
            _canvases.Add(canvas);
            var packer = new MosaicPacker(canvas, Slots);
            _packers.Add(packer);
            return packer;
        }
    }
}
