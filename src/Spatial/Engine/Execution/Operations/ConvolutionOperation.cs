using VideoDyn.Spatial.Engine.Kernels;
using VideoDyn.Spatial.Engine.Planning.Packing;

namespace VideoDyn.Spatial.Engine.Execution.Operations;

/// <summary>A convolution, with the depthwise convolution in front of it where one was joined.</summary>
internal sealed unsafe class ConvolutionOperation : Operation, IRangedOperation
{
    private readonly PackedPart[] _parts;
    private readonly TileCall[][] _calls;
    private readonly nint[][] _tiles;
    private readonly int[] _maxPixels;
    private readonly PixelLists _lists;
    private readonly BoundDepthwise? _inner;
    // With so many units for each thread the last ones hardly matter.
    private const int EnoughUnits = 4;

    // Shorter chunks than this would stream the weights too often.
    private const int LeastPixels = 16;

    private readonly int _chunkPixels;
    private readonly int _threads;
    private readonly bool _groupsInOrder;
    private readonly bool _intoFresh;

    /// <summary>Binds a convolution.</summary>
    /// <param name="parts">Its parts.</param>
    /// <param name="calls">For each part and group the call with everything but the pixels.</param>
    /// <param name="kernels">Where the tiles come from.</param>
    /// <param name="lists">The stream's lists.</param>
    /// <param name="inner">The depthwise convolution in front; null for none.</param>
    /// <param name="groupsInOrder">Whether groups overlap and must follow each other.</param>
    /// <param name="threads">Threads that share the work.</param>
    /// <param name="intoFresh">Whether the results of a unit go to <see cref="Worker.Fresh"/>; then there must be one part.</param>
    public ConvolutionOperation(PackedPart[] parts, TileCall[][] calls, KernelSet kernels, PixelLists lists, BoundDepthwise? inner, bool groupsInOrder, int threads, bool intoFresh)
    {
        _intoFresh = intoFresh;
        _parts = parts;
        _calls = calls;
        _lists = lists;
        _inner = inner;
        _groupsInOrder = groupsInOrder;
        _threads = threads;
        _chunkPixels = inner?.ChunkPixels ?? Worker.ChunkPixels;
        _tiles = new nint[2 * (kernels.MaxWidth + 1)][];
        _maxPixels = new int[kernels.MaxWidth + 1];
        foreach (PackedGroup group in parts.SelectMany(part => part.Groups))
        {
            _maxPixels[group.Width] = kernels.MaxPixels(group.Width);
            nint[] tiles = _tiles[Form(group)] = new nint[_maxPixels[group.Width] + 1];
            for (int pixels = 1; pixels < tiles.Length; pixels++)
                tiles[pixels] = (nint)kernels.Tile(pixels, group.Width, group.IsHalf);
        }
    }

    // Groups run in one unit when they overlap, share the rows of an inner depthwise convolution, or make whole pixels for a comparison.
    private bool AllGroupsInUnit => _inner is not null || _groupsInOrder || _intoFresh;

    /// <inheritdoc/>
    public override int CountUnits()
    {
        if (_groupsInOrder)
            return ChunksOf(_parts[0]);
        int units = 0;
        foreach (PackedPart part in _parts)
            units += ChunksOf(part) * (AllGroupsInUnit ? 1 : part.Groups.Length);
        return units;
    }

    /// <inheritdoc/>
    public override IEnumerable<ReadAhead.Touch> Touches()
    {
        List<ReadAhead.Touch> touches = [new(this, 128), new(_parts, 8), new(_maxPixels, 4 * _maxPixels.Length), new(_calls, 8), new(_tiles, 8 * _tiles.Length)];
        if (_inner is not null)
            touches.Add(new(_inner, 256));
        for (int p = 0; p < _parts.Length; p++)
        {
            PackedPart part = _parts[p];
            touches.AddRange([new(part, 64), new(part.Groups, part.Groups.Length * sizeof(PackedGroup)), new(part.Pieces, part.Pieces.Length * sizeof(PackedPiece)), new(part.Macs, 8 * part.Macs.Length), new(_calls[p], _calls[p].Length * sizeof(TileCall))]);
        }

        touches.AddRange(_parts.SelectMany(part => part.Groups).Select(Form).Distinct().Select(form => new ReadAhead.Touch(_tiles[form], 8 * _tiles[form].Length)));
        return touches;
    }

    /// <inheritdoc/>
    public (int From, int End) Range(int unit)
    {
        int total = _lists.Count(_parts[0].OutputList), chunks = ChunksOf(_parts[0]);
        return (Start(total, chunks, unit), Start(total, chunks, unit + 1));
    }

    // So many that no thread is left with a unit more than the others, where there are few.
    private int ChunksOf(PackedPart part)
    {
        int total = _lists.Count(part.OutputList), chunks = Chunks(total, _chunkPixels), groups = AllGroupsInUnit ? 1 : part.Groups.Length;
        if (_threads == 1 || chunks * groups >= EnoughUnits * _threads)
            return chunks;
        int most = total / LeastPixels;
        while (chunks * groups % _threads != 0 && chunks < most)
            chunks++;
        return chunks;
    }

    /// <inheritdoc/>
    public override void Run(int unit, Worker worker)
    {
        if (_groupsInOrder)
        {
            for (int p = 0; p < _parts.Length; p++)
                Chunk(p, unit, 0, _parts[p].Groups.Length, worker);
            return;
        }

        for (int p = 0; p < _parts.Length; p++)
        {
            int groups = AllGroupsInUnit ? 1 : _parts[p].Groups.Length;
            int units = ChunksOf(_parts[p]) * groups;
            if (unit < units)
            {
                int group = unit % groups;
                Chunk(p, unit / groups, group, AllGroupsInUnit ? _parts[p].Groups.Length : group + 1, worker);
                return;
            }

            unit -= units;
        }
    }

    private void Chunk(int partNumber, int chunk, int firstGroup, int endGroup, Worker worker)
    {
        PackedPart part = _parts[partNumber];
        int total = _lists.Count(part.OutputList), chunks = ChunksOf(part);
        int from = Start(total, chunks, chunk), count = Start(total, chunks, chunk + 1) - from;
        float* input = null;
        int* inputPixels;
        if (_inner is not null)
        {
            _inner.RunIntoRows(from, count, worker);
            input = worker.Rows;
            inputPixels = worker.Ascending;
        }
        else
        {
            inputPixels = _lists[part.InputList] + from;
        }

        int* pixels = _lists[part.OutputList] + from;
        for (int group = firstGroup; group < endGroup; group++)
        {
            TileCall call = _calls[partNumber][group];
            if (input != null)
                call.Input = input;
            call.Tile = worker.Tile;
            worker.Macs += part.Macs[group] * count;
            if (_intoFresh)
                call.Output = worker.Fresh + part.Groups[group].Offset;
            Pieces(&call, _tiles[Form(part.Groups[group])], part, inputPixels, pixels, count, worker);
        }
    }

    private static int Form(PackedGroup group) => (2 * group.Width) + (group.IsHalf ? 1 : 0);

    private void Pieces(TileCall* call, nint[] tiles, PackedPart part, int* inputPixels, int* outputPixels, int count, Worker worker)
    {
        ChannelRun* runs = call->Runs;
        float* weights = call->Weights;
        float* bias = call->Bias;
        nint perSingle = (nint)call->Width * KernelSet.BlockChannels;
        int most = _maxPixels[call->Width], turns = (count + most - 1) / most;
        int small = count / turns, larger = count - (small * turns);
        int* results = _intoFresh ? worker.Ascending : outputPixels;
        for (int i = 0; i < part.Pieces.Length; i++)
        {
            PackedPiece piece = part.Pieces[i];
            call->Runs = runs + piece.FirstRun;
            call->RunCount = piece.RunCount;
            call->Weights = weights + (piece.Start * perSingle);
            call->Bias = i == 0 ? bias : null;
            call->IsLast = i == part.Pieces.Length - 1;
            call->Partial = part.Pieces.Length > 1 ? worker.Partial : null;

            // Tiles of nearly equal size: the larger ones first.
            int first = larger * (small + 1);
            if (first > 0)
                Tiles(call, tiles, inputPixels, outputPixels, results, first, small + 1);
            if (call->Partial != null)
                call->Partial += first * perSingle;
            if (first < count)
                Tiles(call, tiles, inputPixels + first, outputPixels + first, results + first, count - first, small);
        }
    }

    private static void Tiles(TileCall* call, nint[] tiles, int* inputPixels, int* residualPixels, int* outputPixels, int count, int pixels)
    {
        call->InputPixels = inputPixels;
        call->OutputPixels = outputPixels;
        call->ResidualPixels = residualPixels;
        call->Count = count;
        ((delegate*<TileCall*, void>)tiles[pixels])(call);
    }
}
