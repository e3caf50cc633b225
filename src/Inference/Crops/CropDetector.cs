using VideoDyn.Core.Analysis;
using VideoDyn.Core.Errors;
using VideoDyn.Core.Frames;
using VideoDyn.Core.Measuring;
using VideoDyn.Core.Plans;
using VideoDyn.Core.Tensors;
using VideoDyn.Inference.Analysis;
using VideoDyn.Inference.Cards;
using VideoDyn.Inference.Heads;

namespace VideoDyn.Inference.Crops;

/// <summary>
/// A detector for parts of a frame, at several input sizes where the model leaves its size open. Crops of one size go
/// through in one batch where the model takes batches, else one after another. Serves one stream; allocates nothing per
/// frame once every batch size was seen.
/// </summary>
public sealed class CropDetector : IDisposable
{
    /// <summary>Most input sizes of one detector: each holds memory of its own.</summary>
    public const int MostSizes = 8;

    private readonly IFrameTensorizer _tensorizer;
    private readonly SizedDetector _whole;
    private readonly SizedDetector[] _sized;
    private readonly MosaicSlots? _slots;
    private readonly MosaicRunner? _mosaic;
    private readonly StagedCrops? _staged;
    private readonly int[] _chosen = new int[CropBatches.MostCrops];
    private bool _disposed;

    /// <summary>Takes over a model.</summary>
    /// <param name="model">The model, disposed with this.</param>
    /// <param name="options">What the user says about it.</param>
    /// <param name="sizes">Sizes besides the model's own, all of which it takes.</param>
    /// <param name="tensorizer">Turns frames into tensors.</param>
    /// <param name="mostAtOnce">Crops per run; null to find out.</param>
    /// <param name="staged">What prepares crops that run together with those of other streams; null where none do.</param>
    internal CropDetector(
        LoadedModel model, ModelOptions options, IReadOnlyList<InputSize> sizes, IFrameTensorizer tensorizer, int? mostAtOnce, StagedCrops? staged = null)
    {
        _tensorizer = tensorizer;
        _staged = staged;
        Input = model.Profile.Input;
        Iou = options.Iou ?? model.Profile.Iou;
        _whole = new SizedDetector(model, options, mostAtOnce);
        Info = model.Describe(options, model.Match.Create().Name);
        var sized = new List<SizedDetector> { _whole };
        _sized = [];
        try
        {
            foreach (InputSize size in sizes.Where(size => (size.Width, size.Height) != (Input.Width, Input.Height)))
                sized.Add(Make(model, options, size, _whole.MostAtOnce));
        }
        catch
        {
            foreach (SizedDetector other in sized.Skip(1))
                other.Dispose();
            throw;
        }

        _sized = [.. sized.OrderBy(entry => entry.Size.Macs).ThenBy(entry => entry.Size.Width).ThenBy(entry => entry.Size.Height)];
        Sizes = [.. _sized.Select(entry => entry.Size)];
        // A model that takes other sizes shows a small crop cheaper alone.
        if ((staged is null && mostAtOnce == 1) || model.HasOpenSize)
            return;
        _slots = new MosaicSlots(Input.Width, Input.Height, _whole.Size.Macs);
        _mosaic = staged is { SharesCanvases: true } ? null : new MosaicRunner(_whole, _slots);
    }

    /// <summary>What runs.</summary>
    public AnalyzerInfo Info { get; }

    /// <summary>How whole frames go in.</summary>
    public InputSpec Input { get; }

    /// <summary>Overlap from which two boxes of one class are the same object, 0..1.</summary>
    public float Iou { get; }

    /// <summary>The sizes for crops, by rising cost. The model's own input size is one of them.</summary>
    public IReadOnlyList<CropSize> Sizes { get; }

    /// <summary>
    /// Sizes of crops that share one canvas with others, by rising cost, and the cost of a crop's share of it; none where the model
    /// takes sizes of its own.
    /// </summary>
    public IReadOnlyList<CropSize> MosaicSizes => _slots is null ? [] : [.. _slots.Sizes];

    /// <summary>Boxes that were refused so far because they reach across the seam between two crops of one canvas.</summary>
    public long RefusedAtSeams => _mosaic?.Refused ?? 0;

    /// <summary>Crops of one size that go through in one run, at least 1.</summary>
    public int MostAtOnce => _whole.MostAtOnce;

    /// <summary>Loads a detector.</summary>
    /// <param name="options">The model and what the user says about it.</param>
    /// <param name="sizes">Input sizes for crops besides the model's own; a model of fixed size has only that one.</param>
    /// <param name="isAsked">Whether the user asked for these sizes, so that one which the model does not take is an error; else it is left out.</param>
    /// <param name="tensorizer">Turns frames into tensors; must be this stream's own.</param>
    /// <param name="oneAtATime">Whether crops never go through in a batch.</param>
    /// <exception cref="VideoDynException">Kind Model: the model is no detector, or does not take an asked size.</exception>
    public static CropDetector Load(
        ModelOptions options, IReadOnlyList<InputSize> sizes, bool isAsked, IFrameTensorizer tensorizer, bool oneAtATime = false)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(sizes);
        ArgumentNullException.ThrowIfNull(tensorizer);
        LoadedModel model = LoadedModel.Load(options).Require(AnalysisTask.Detect);
        try
        {
            return new CropDetector(model, options, Usable(model, Path.GetFileName(options.ModelPath), sizes, isAsked), tensorizer, oneAtATime ? 1 : null);
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    /// <summary>Looks at the whole frame at the model's own input size.</summary>
    /// <param name="frame">The picture; only read during the call.</param>
    /// <param name="found">Receives what was seen, with crop -1.</param>
    /// <param name="account">Receives work, time and problems, but no detection.</param>
    public void DetectFrame(FrameLease frame, List<CropFinding> found, Observations account)
    {
        ArgumentNullException.ThrowIfNull(account);
        _whole.RunFrame(frame, _tensorizer, found, account);
    }

    /// <summary>Looks at the whole frame, with more room for some rows and columns.</summary>
    /// <param name="frame">The picture; only read during the call.</param>
    /// <param name="warp">How much room; for frames of this size and the model's own input size.</param>
    /// <param name="found">Receives what was seen, with crop -1.</param>
    /// <param name="account">Receives work, time and problems, but no detection.</param>
    public void DetectWarp(FrameLease frame, FrameWarp warp, List<CropFinding> found, Observations account)
    {
        ArgumentNullException.ThrowIfNull(account);
        _whole.RunWarp(frame, warp, _tensorizer, found, account);
    }

    /// <summary>Looks at parts of a frame.</summary>
    /// <param name="frame">The picture; only read during the call.</param>
    /// <param name="crops">The parts, each of one of <see cref="Sizes"/> or <see cref="MosaicSizes"/> and inside the frame.</param>
    /// <param name="found">Receives what was seen, with the crop's index.</param>
    /// <param name="account">Receives work, time and problems, but no detection.</param>
    /// <exception cref="ArgumentException">A crop has another size, or leaves the frame.</exception>
    public void Detect(FrameLease frame, IReadOnlyList<CropArea> crops, List<CropFinding> found, Observations account)
    {
        ArgumentNullException.ThrowIfNull(frame);
        if (Begin(frame, crops, found, account).Count == 0)
            return;
        Stage caller = account.Clock.Enter(Stage.Inference);
        _staged!.RunAlone(MostAtOnce);
        account.Clock.Enter(caller);
        Complete(frame.Format, found, account);
    }

    /// <summary>Looks at those parts of a frame that do not wait for others, and prepares the rest.</summary>
    /// <param name="frame">The picture; only read during the call.</param>
    /// <param name="crops">As for <see cref="Detect"/>.</param>
    /// <param name="found">Receives what was seen so far.</param>
    /// <param name="account">Receives work, time and problems so far.</param>
    /// <returns>Crops that must be run, each by its lane, before <see cref="Complete"/>; valid until then.</returns>
    public IReadOnlyList<CropTicket> Begin(FrameLease frame, IReadOnlyList<CropArea> crops, List<CropFinding> found, Observations account)
    {
        ArgumentNullException.ThrowIfNull(crops);
        ArgumentNullException.ThrowIfNull(account);
        int done = (_mosaic?.Run(frame, crops, _tensorizer, found, account) ?? 0) + Prepare(frame, crops, account);
        foreach (SizedDetector sized in _sized)
        {
            int pending = 0;
            for (int index = 0; index < crops.Count; index++)
            {
                if ((crops[index].Width, crops[index].Height) != (sized.Size.Width, sized.Size.Height) || Waits(sized.Size))
                    continue;
                _chosen[pending++] = index;
                done++;
                if (pending < MostAtOnce)
                    continue;
                sized.Run(frame, crops, _chosen.AsSpan(0, pending), _tensorizer, found, account);
                pending = 0;
            }

            if (pending > 0)
                sized.Run(frame, crops, _chosen.AsSpan(0, pending), _tensorizer, found, account);
        }

        if (done != crops.Count)
            throw new ArgumentException($"{crops.Count - done} crops have a size that is none of {string.Join(", ", Sizes.Select(size => $"{size.Width}x{size.Height}"))}", nameof(crops));
        return _staged?.Waiting ?? [];
    }

    /// <summary>Reads the crops that were prepared, after they have been run.</summary>
    /// <param name="format">Format of their frame.</param>
    /// <param name="found">Receives what was seen, with the crop's index.</param>
    /// <param name="account">Receives work, time and problems, but no detection.</param>
    public void Complete(FrameFormat format, List<CropFinding> found, Observations account)
    {
        ArgumentNullException.ThrowIfNull(account);
        _staged?.Read(format, found, account);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_disposed)
            return;
        _disposed = true;
        foreach (SizedDetector sized in _sized)
            sized.Dispose();
        _staged?.Leave();
    }

    private int Prepare(FrameLease frame, IReadOnlyList<CropArea> crops, Observations account)
    {
        if (_staged is null)
            return 0;
        Stage caller = account.Clock.Enter(Stage.Preprocess);
        _staged.Begin();
        int done = 0;
        for (int index = 0; index < crops.Count; index++)
            done += _staged.TryAdd(frame, crops[index], index, _tensorizer) ? 1 : 0;
        account.Clock.Enter(caller);
        return done;
    }

    private bool Waits(CropSize size) => _staged?.Waits(size) ?? false;

    /// <summary>Those of some sizes that a model takes.</summary>
    internal static List<InputSize> Usable(LoadedModel model, string file, IReadOnlyList<InputSize> sizes, bool isAsked)
    {
        InputSpec own = model.Profile.Input;
        int multiple = HeadRegistry.Find(model.Match.Create().Name)?.InputMultiple ?? 32;
        var usable = new List<InputSize>();
        foreach (InputSize size in sizes)
        {
            string? problem = (size.Width, size.Height) == (own.Width, own.Height) ? null
                : !model.HasOpenSize ? $"the model's input is fixed to {own.Width}x{own.Height}"
                : size.Width % multiple != 0 || size.Height % multiple != 0 ? $"expected multiples of {multiple}, the largest stride of the head"
                : null;
            if (problem is null)
                usable.Add(size);
            else if (isAsked)
                throw VideoDynException.Model($"model '{file}': crops of {size} cannot be taken: {problem}");
        }

        if (usable.Count > MostSizes - 1)
            throw VideoDynException.Configuration($"there are {usable.Count} crop sizes, expected at most {MostSizes - 1}");
        return usable;
    }

    private static SizedDetector Make(LoadedModel model, ModelOptions options, InputSize size, int mostAtOnce)
    {
        LoadedModel sized = model.Sized(size);
        try
        {
            return new SizedDetector(sized, options, mostAtOnce);
        }
        catch
        {
            sized.Dispose();
            throw;
        }
    }
}
