using System.Runtime.InteropServices;
using VideoDyn.Core.Analysis;
using VideoDyn.Core.Detections;
using VideoDyn.Core.Frames;
using VideoDyn.Core.Measuring;
using VideoDyn.Core.Plans;
using VideoDyn.Core.Tensors;
using VideoDyn.Inference.Analysis;

namespace VideoDyn.Inference.Crops;

/// <summary>The crops of one stream's frame that wait to be run together with those of other streams.</summary>
internal sealed class StagedCrops
{
    private readonly SharedCropModel _model;
    private readonly Lane[] _lanes;
    private readonly MosaicStage? _mosaic;
    private readonly List<CropTicket> _staged = [];
    private readonly Observations _scratch = new();

    /// <summary>Prepares the memory of a stream; it grows to the most crops of a size that a frame had.</summary>
    /// <param name="model">The model, with its lanes.</param>
    /// <param name="options">Thresholds.</param>
    /// <param name="sharesCanvases">Whether small crops go on canvases with those of other streams, where the model has one size.</param>
    public StagedCrops(SharedCropModel model, ModelOptions options, bool sharesCanvases)
    {
        _model = model;
        if (sharesCanvases && model.Mosaic is { } mosaic)
            _mosaic = new MosaicStage(mosaic, mosaic.Slots, mosaic.Input);
        _lanes = [.. model.Lanes.Select(lane => new Lane(lane, lane.CreateReader(options)))];
    }

    /// <summary>The crops that wait.</summary>
    public IReadOnlyList<CropTicket> Waiting => _staged;

    /// <summary>Whether small crops share canvases with those of other streams.</summary>
    public bool SharesCanvases => _mosaic is not null;

    /// <summary>Whether crops of a size wait for others.</summary>
    public bool Waits(CropSize size)
    {
        foreach (Lane lane in _lanes)
        {
            if ((lane.Shared.Size.Width, lane.Shared.Size.Height) == (size.Width, size.Height))
                return true;
        }

        return false;
    }

    /// <summary>The stream has ended.</summary>
    public void Leave() => _model.Leave();

    /// <summary>Begins a frame.</summary>
    public void Begin()
    {
        _staged.Clear();
        _mosaic?.Begin();
        foreach (Lane lane in _lanes)
            lane.Used = 0;
    }

    /// <summary>Prepares a crop, if it is of a size that waits.</summary>
    public bool TryAdd(FrameLease frame, in CropArea crop, int index, IFrameTensorizer tensorizer)
    {
        foreach (Lane lane in _lanes)
        {
            if ((crop.Width, crop.Height) != (lane.Shared.Size.Width, lane.Shared.Size.Height))
                continue;
            PreparedCrop ticket = lane.Next();
            ticket.Crop = index;
            ticket.Placement = tensorizer.Write(frame, crop.Area, lane.Shared.Input, ticket.Picture);
            _staged.Add(ticket);
            return true;
        }

        if (_mosaic?.TryAdd(frame, crop, index, tensorizer) is not { } part)
            return false;
        _staged.Add(part);
        return true;
    }

    /// <summary>Runs what waits, with nobody else's crops.</summary>
    public void RunAlone(int mostAtOnce)
    {
        foreach (Lane lane in _lanes)
        {
            for (int done = 0; done < lane.Used; done += mostAtOnce)
                lane.Shared.Run(lane.Tickets.Slice(done, Math.Min(mostAtOnce, lane.Used - done)));
        }

        if (_mosaic is { Waiting.Count: > 0 })
            _mosaic.Waiting[0].Lane.Run(CollectionsMarshal.AsSpan(_mosaic.Waiting));
    }

    /// <summary>Reads what the network said about the crops that waited, and forgets them.</summary>
    public void Read(FrameFormat format, List<CropFinding> found, Observations account)
    {
        Stage caller = account.Clock.Enter(Stage.Postprocess);
        foreach (Lane lane in _lanes)
        {
            foreach (PreparedCrop ticket in lane.Taken)
            {
                _scratch.Clear();
                lane.Reader.Read(ticket.Outputs, ticket.Placement, format, _scratch, null);
                foreach (ref readonly Detection detection in _scratch.Span)
                    found.Add(new CropFinding(detection, ticket.Crop));
                account.Malformed += _scratch.Malformed;
                account.Truncated |= _scratch.Truncated;
            }

            account.Macs += lane.Shared.Size.Macs * lane.Used;
        }

        _mosaic?.Read(format, found, account);
        Begin();
        account.Clock.Enter(caller);
    }

    private sealed class Lane(SharedCropLane shared, DetectionReader reader)
    {
        private PreparedCrop[] _tickets = [];

        public SharedCropLane Shared => shared;

        public DetectionReader Reader => reader;

        public int Used { get; set; }

        public ReadOnlySpan<PreparedCrop> Taken => _tickets.AsSpan(0, Used);

        public ReadOnlySpan<CropTicket> Tickets => ReadOnlySpan<CropTicket>.CastUp(Taken);

        public PreparedCrop Next()
        {
            if (Used == _tickets.Length)
                _tickets = [.. _tickets, new PreparedCrop(shared)];
            return _tickets[Used++];
        }
    }
}
