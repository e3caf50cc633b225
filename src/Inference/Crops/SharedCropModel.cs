using VideoDyn.Core.Analysis;
using VideoDyn.Core.Errors;
using VideoDyn.Core.Tensors;
using VideoDyn.Inference.Analysis;
using VideoDyn.Inference.Cards;

namespace VideoDyn.Inference.Crops;

/// <summary>
/// One loaded detector for the crops of many streams. Each stream has a <see cref="CropDetector"/> of its own on the same
/// session; small crops it only prepares, so that those of several streams can go through the network together.
/// </summary>
public sealed class SharedCropModel : IDisposable
{
    /// <summary>Longest side of a crop that waits for others: beyond it a batch saves nothing (docs/benchmarks/crops.md).</summary>
    public const int MostSide = 256;

    private readonly ModelOptions _options;
    private readonly IReadOnlyList<InputSize> _sizes;
    private readonly LoadedModel _model;
    private readonly SizedDetector _first;
    private readonly SharedCropLane[] _lanes;
    private int _users;

    private SharedCropModel(LoadedModel model, ModelOptions options, IReadOnlyList<InputSize> sizes)
    {
        (_model, _options, _sizes) = (model, options, sizes);
        _first = new SizedDetector(model, options, null);
        MostAtOnce = _first.MostAtOnce;
        var lanes = new List<SharedCropLane>();
        _lanes = [];
        try
        {
            InputSpec own = model.Profile.Input;
            foreach (InputSize size in sizes.Append(new InputSize(own.Width, own.Height)).Distinct())
            {
                if (MostAtOnce > 1 && Math.Max(size.Width, size.Height) <= MostSide)
                    lanes.Add(new SharedCropLane((size.Width, size.Height) == (own.Width, own.Height) ? model.Copy() : model.Sized(size)));
            }
        }
        catch
        {
            foreach (SharedCropLane lane in lanes)
                lane.Dispose();
            throw;
        }

        _lanes = [.. lanes];
        Mosaic = model.HasOpenSize ? null : new SharedMosaicLane(model, options, _first.Size.Macs);
    }

    /// <summary>Crops that one run takes, at least 1; 1 where the model takes no batches, and nothing waits for others.</summary>
    public int MostAtOnce { get; }

    /// <summary>Whether a stream has a detector on it.</summary>
    public bool IsUsed => Volatile.Read(ref _users) > 0;

    /// <summary>Told whenever the last detector on it was disposed; null for nobody.</summary>
    public Action<SharedCropModel>? Unused { get; set; }

    /// <summary>Canvases that crops of several streams share; null where the model takes sizes of its own.</summary>
    internal SharedMosaicLane? Mosaic { get; }

    /// <summary>Boxes that were refused so far because they reach across the seam between two crops of a shared canvas.</summary>
    public long RefusedAtSeams => Mosaic?.Refused ?? 0;

    /// <summary>The sizes at which crops of several streams go through together.</summary>
    internal IReadOnlyList<SharedCropLane> Lanes => _lanes;

    /// <summary>Loads a detector.</summary>
    /// <param name="options">The model and what the user says about it.</param>
    /// <param name="sizes">Input sizes for crops besides the model's own; a model of fixed size has only that one.</param>
    /// <param name="isAsked">Whether the user asked for these sizes, so that one which the model does not take is an error.</param>
    /// <exception cref="VideoDynException">Kind Model: the model is no detector, or does not take an asked size.</exception>
    public static SharedCropModel Load(ModelOptions options, IReadOnlyList<InputSize> sizes, bool isAsked)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(sizes);
        LoadedModel model = LoadedModel.Load(options).Require(AnalysisTask.Detect);
        try
        {
            return new SharedCropModel(model, options, CropDetector.Usable(model, Path.GetFileName(options.ModelPath), sizes, isAsked));
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    /// <summary>A detector for one more stream; to be disposed before this.</summary>
    /// <param name="tensorizer">Turns frames into tensors; must be the stream's own.</param>
    /// <param name="sharesCanvases">
    /// Whether its small crops share canvases with those of other streams, where the model has one size. What a canvas shows
    /// reaches a little into its neighbours, so results then depend on who shares it: for live streams.
    /// </param>
    public CropDetector CreateDetector(IFrameTensorizer tensorizer, bool sharesCanvases = false)
    {
        ArgumentNullException.ThrowIfNull(tensorizer);
        LoadedModel copy = _model.Copy();
        try
        {
            var detector = new CropDetector(copy, _options, _sizes, tensorizer, MostAtOnce, new StagedCrops(this, _options, sharesCanvases));
            Interlocked.Increment(ref _users);
            return detector;
        }
        catch
        {
            copy.Dispose();
            throw;
        }
    }

    /// <summary>A detector was disposed.</summary>
    internal void Leave()
    {
        if (Interlocked.Decrement(ref _users) == 0)
            Unused?.Invoke(this);
    }

    /// <summary>Unloads what the streams do not hold themselves. Nothing may be prepared or run any more.</summary>
    public void Dispose()
    {
        foreach (SharedCropLane lane in _lanes)
            lane.Dispose();
        Mosaic?.Dispose();
        _first.Dispose();
    }
}
