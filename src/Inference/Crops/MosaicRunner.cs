using System.Runtime.InteropServices;
using VideoDyn.Core.Analysis;
using VideoDyn.Core.Frames;
using VideoDyn.Core.Measuring;
using VideoDyn.Core.Plans;
using VideoDyn.Core.Tensors;

namespace VideoDyn.Inference.Crops;

/// <summary>Runs crops of one stream's frame on canvases of its own.</summary>
internal sealed class MosaicRunner : ICropLane
{
    private readonly MosaicPacker _packer;
    private readonly MosaicStage _stage;

    /// <summary>Prepares it.</summary>
    /// <param name="model">The model at its own size; the caller disposes it.</param>
    /// <param name="slots">How the canvas is divided.</param>
    public MosaicRunner(SizedDetector model, MosaicSlots slots)
    {
        _packer = new MosaicPacker(model, slots);
        _stage = new MosaicStage(this, slots, model.Input);
    }

    /// <inheritdoc/>
    public int? Capacity => MosaicSlots.Units;

    /// <summary>Boxes that were refused so far because they reach across a seam.</summary>
    public long Refused => _packer.Refused;

    /// <summary>Runs those of the crops that have the size of a slot.</summary>
    /// <returns>How many these were.</returns>
    public int Run(FrameLease frame, IReadOnlyList<CropArea> crops, IFrameTensorizer tensorizer, List<CropFinding> found, Observations account)
    {
        Stage caller = account.Clock.Enter(Stage.Preprocess);
        _stage.Begin();
        for (int index = 0; index < crops.Count; index++)
            _stage.TryAdd(frame, crops[index], index, tensorizer);
        int count = _stage.Waiting.Count;
        if (count > 0)
        {
            account.Clock.Enter(Stage.Inference);
            Run(CollectionsMarshal.AsSpan(_stage.Waiting));
            account.Clock.Enter(Stage.Postprocess);
            _stage.Read(frame.Format, found, account);
        }

        account.Clock.Enter(caller);
        return count;
    }

    /// <inheritdoc/>
    public void Run(ReadOnlySpan<CropTicket> crops) => _packer.Run(crops);
}
