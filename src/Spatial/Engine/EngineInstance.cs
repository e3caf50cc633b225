using System.Diagnostics;
using Microsoft.ML.OnnxRuntime.Tensors;
using VideoDyn.Core.Errors;
using VideoDyn.Core.Plans;
using VideoDyn.Spatial.Engine.Execution;
using VideoDyn.Spatial.Engine.Execution.Operations;
using VideoDyn.Spatial.Engine.Memory;
using VideoDyn.Spatial.Engine.Planning;

namespace VideoDyn.Spatial.Engine;

/// <summary>
/// One stream in the block engine: its maps from the last frames, its lists, its outputs. Not safe for several threads at
/// once; steady state allocates nothing.
/// </summary>
public sealed unsafe class EngineInstance : IDisposable
{
    // What a run without active pixels costs, as a share of a full pass, for the comparison of runs of different size.
    private const int FixedShare = 40;

    private readonly EnginePlan _plan;
    private readonly IBufferSource _memory;
    private readonly nint[] _buffers;
    private readonly Operation[] _operations;
    private readonly InputOperation[] _inputs;
    private readonly ReadAhead _readAhead;
    private readonly PixelLists _lists;
    private readonly ThresholdTable _thresholds;
    private readonly Worker[] _workers;
    private readonly WorkTeam _team;
    private readonly RestRunner? _rest;
    private readonly BlockMask _everything;
    private readonly OutputPlace[] _outputs;
    private readonly long _inputLength;
    private readonly OutputOperation[] _results;
    private bool _moved;
    private bool _disposed;

    internal EngineInstance(EnginePlan plan)
    {
        _plan = plan;
        _everything = plan.NewMask();
        _everything.Fill(true);
        _inputLength = plan.InputShape.Aggregate(1L, (product, dim) => product * dim);
        _memory = plan.NewMemory();
        try
        {
            _buffers = _memory.Allocate(plan.BufferSizes());
            (_operations, _lists, _thresholds) = plan.Bind(_buffers);
            _readAhead = new ReadAhead(_operations);
            Layers = [.. _thresholds.Layers.Select(layer => layer.Name)];
            _inputs = [.. _operations.OfType<InputOperation>()];
            _results = [.. _operations.OfType<OutputOperation>()];
            _workers = [.. plan.WorkerBuffers.Select(NewWorker)];
            _team = new WorkTeam(_workers);
            _rest = plan.Rest is null ? null : new RestRunner(plan.Rest, Find);
            _outputs = [.. plan.OutputNames.Select(Place)];
            Outputs = [.. _outputs.Select(place => place.Info)];
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>What the model makes, in its order.</summary>
    public IReadOnlyList<EngineOutput> Outputs { get; } = [];

    /// <summary>
    /// With <see cref="MaskRule.Changes"/>, the layers that have a threshold, from front to back, by the names of the values they
    /// make; the first is the picture itself. Empty with other rules.
    /// </summary>
    public IReadOnlyList<string> Layers { get; } = [];

    /// <summary>Whether the maps hold a whole picture, so that the next run may be partial.</summary>
    public bool IsValid { get; private set; }

    /// <summary>Whether the last run computed everything, because it was asked to or because the maps were not valid.</summary>
    public bool LastRunWasFull { get; private set; }

    /// <summary>Multiply-accumulates that the kernels executed in the last run, counted by themselves; padding channels not included.</summary>
    public long LastMacs { get; private set; }

    /// <summary>Called with the number of each operation before it runs, for tests of what happens in between.</summary>
    internal Action<int>? BeforeOperation { get; set; }

    /// <summary>By what share of its layer's standard deviation a number must move for its pixel to be passed on.</summary>
    /// <param name="layer">Position in <see cref="Layers"/>.</param>
    public double Threshold(int layer) => _thresholds.Layers[layer].Value;

    /// <summary>Gives one layer of this stream a threshold of its own.</summary>
    /// <param name="layer">Position in <see cref="Layers"/>.</param>
    /// <param name="threshold">From 0, everything that is not equal is passed on, to 100 deviations.</param>
    /// <exception cref="VideoDynException">The threshold is out of range (kind Configuration).</exception>
    public void SetThreshold(int layer, double threshold)
    {
        if (threshold is not (>= 0 and <= 100))
            throw VideoDynException.Configuration(FormattableString.Invariant($"the threshold of layer '{Layers[layer]}' is {threshold}, expected 0 to 100 deviations of the layer"));
        _thresholds.Layers[layer].Value = threshold;
    }

    /// <summary>Forgets the maps: the next run computes everything.</summary>
    public void Invalidate() => IsValid = false;

    /// <summary>Computes everything.</summary>
    /// <param name="input">The whole input tensor.</param>
    /// <param name="cancellation">Stops between layers; the next run then computes everything.</param>
    /// <exception cref="VideoDynException">The input has the wrong size (kind Input).</exception>
    public void RunFull(ReadOnlySpan<float> input, CancellationToken cancellation = default) => RunFull(input, halved: null, cancellation);

    /// <summary>Computes everything, in two resolutions.</summary>
    /// <param name="input">The whole input tensor.</param>
    /// <param name="halved">Blocks to compute at half resolution, in a mask of <see cref="EnginePlan.NewMask"/>'s size; null for none.</param>
    /// <param name="cancellation">Stops between layers; the next run then computes everything.</param>
    /// <exception cref="VideoDynException">Input or mask have the wrong size, or the plan has one resolution (kind Input).</exception>
    public void RunFull(ReadOnlySpan<float> input, BlockMask? halved, CancellationToken cancellation = default) =>
        Execute(input, _everything, halved, isFull: true, cancellation);

    /// <summary>Computes the active blocks and keeps everything else; computes everything when the maps are not valid.</summary>
    /// <param name="input">The whole input tensor; only active blocks are read from it.</param>
    /// <param name="mask">Active blocks, in a mask of <see cref="EnginePlan.NewMask"/>'s size.</param>
    /// <param name="cancellation">Stops between layers; the next run then computes everything.</param>
    /// <exception cref="VideoDynException">Input or mask have the wrong size (kind Input).</exception>
    public void Run(ReadOnlySpan<float> input, BlockMask mask, CancellationToken cancellation = default) => Run(input, mask, halved: null, cancellation);

    /// <summary>
    /// Computes the active blocks, some of them at half resolution, and keeps everything else; computes everything when the maps
    /// are not valid.
    /// </summary>
    /// <param name="input">The whole input tensor; only active blocks are read from it.</param>
    /// <param name="mask">Active blocks, in a mask of <see cref="EnginePlan.NewMask"/>'s size.</param>
    /// <param name="halved">Blocks to compute at half resolution if they are active, in a mask of the same size; null for none.</param>
    /// <param name="cancellation">Stops between layers; the next run then computes everything.</param>
    /// <exception cref="VideoDynException">Input or a mask have the wrong size, or the plan has one resolution (kind Input).</exception>
    public void Run(ReadOnlySpan<float> input, BlockMask mask, BlockMask? halved, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(mask);
        Require(mask);
        Execute(input, IsValid ? mask : _everything, halved, isFull: !IsValid, cancellation);
    }

    /// <summary>An output of Float32, valid until the next run.</summary>
    /// <param name="index">Position in <see cref="Outputs"/>.</param>
    public ReadOnlySpan<float> Output(int index) => _outputs[index].Info.ElementType == TensorElementType.Float
        ? new((void*)_outputs[index].Address, checked((int)Outputs[index].Count))
        : throw VideoDynException.Model($"output '{Outputs[index].Name}' holds {Outputs[index].ElementType}, expected Float");

    /// <summary>An output of 64-bit integers, valid until the next run.</summary>
    /// <param name="index">Position in <see cref="Outputs"/>.</param>
    public ReadOnlySpan<long> Int64Output(int index) => _outputs[index].Info.ElementType == TensorElementType.Int64
        ? new((void*)_outputs[index].Address, checked((int)Outputs[index].Count))
        : throw VideoDynException.Model($"output '{Outputs[index].Name}' holds {Outputs[index].ElementType}, expected Int64");

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_disposed)
            return;
        _disposed = true;
        _team?.Dispose();
        _rest?.Dispose();
        _memory?.Dispose();
    }

    /// <summary>
    /// Moves every map by whole units, because the picture moved. What nothing moved to holds stale numbers and must be
    /// active in the next run, which brings the outputs along.
    /// </summary>
    /// <param name="across">Units of <see cref="EnginePlan.MoveUnit"/> to the right; below 0 to the left.</param>
    /// <param name="down">Units down; below 0 up.</param>
    /// <exception cref="InvalidOperationException">The maps of this plan cannot be moved.</exception>
    public void Move(int across, int down)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (_plan.MoveUnit == 0)
            throw new InvalidOperationException("the maps of this model cannot be moved by whole blocks");
        foreach (Planning.Layout.Region root in _plan.Roots)
            MapMoves.Move((float*)_buffers[root.Buffer], root, across * _plan.MoveUnit, down * _plan.MoveUnit);
        _moved = true;
    }

    /// <summary>Fills every map inside its border, for tests of what a full pass relies on.</summary>
    internal void Poison(float value)
    {
        foreach (Planning.Layout.Region root in _plan.Roots)
        {
            float* map = (float*)_buffers[root.Buffer];
            for (int y = 0; y < root.Level.Height; y++)
                new Span<float>(map + ((nint)root.Level.PixelIndex(y, 0) * root.Stride), root.Level.Width * root.Stride).Fill(value);
        }
    }

    /// <summary>Runs a mask and times each operation, for benchmarks.</summary>
    internal List<(string Operation, TimeSpan Time, long Macs)> Profile(ReadOnlySpan<float> input, BlockMask mask)
    {
        var times = new List<(string Operation, TimeSpan Time, long Macs)>();
        long start = Stopwatch.GetTimestamp();
        _lists.Build(mask, isFull: false);
        times.Add(("lists", Stopwatch.GetElapsedTime(start), 0));
        fixed (float* picture = input)
        {
            foreach (InputOperation operation in _inputs)
                operation.Picture = picture;
            TimeSpan asking = default;
            for (int i = 0; i < _operations.Length; i++)
            {
                Operation operation = _operations[i];
                start = Stopwatch.GetTimestamp();
                _readAhead.Ask(i + 1);
                asking += Stopwatch.GetElapsedTime(start);
                long before = _workers.Sum(worker => worker.Macs);
                start = Stopwatch.GetTimestamp();
                _team.Run(operation);
                TimeSpan time = Stopwatch.GetElapsedTime(start);
                times.Add(($"{operation.GetType().Name} {operation.Name}", time, _workers.Sum(worker => worker.Macs) - before));
            }

            times.Add(("asking for the next operation", asking, 0));
        }

        return times;
    }

    private void Require(BlockMask mask)
    {
        if (mask.Columns != _everything.Columns || mask.Rows != _everything.Rows)
        {
            throw VideoDynException.Input(
                $"the mask has {mask.Columns} x {mask.Rows} blocks, expected {_everything.Columns} x {_everything.Rows} " +
                $"for an input of {_plan.InputWidth} x {_plan.InputHeight} and blocks of {_plan.Options.BlockSize}");
        }
    }

    private void Execute(ReadOnlySpan<float> input, BlockMask mask, BlockMask? halved, bool isFull, CancellationToken cancellation)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (halved is not null)
        {
            Require(halved);
            if (_plan.Options.HalvedStride == 0)
                throw VideoDynException.Input("blocks of half resolution were given to a plan with one resolution");
        }

        if (input.Length != _inputLength)
            throw VideoDynException.Input($"the input holds {input.Length} numbers, expected {_inputLength} ({string.Join('x', _plan.InputShape)})");
        cancellation.ThrowIfCancellationRequested();
        IsValid = false;
        if (_moved && !isFull)
            BringOutputsAlong();
        _moved = false;
        _team.Begin();
        _lists.Build(mask, isFull, halved);
        foreach (Worker worker in _workers)
            worker.Macs = 0;
        fixed (float* picture = input)
        {
            foreach (InputOperation operation in _inputs)
                operation.Picture = picture;
            for (int i = 0; i < _operations.Length; i++)
            {
                BeforeOperation?.Invoke(i);
                _readAhead.Ask(i + 1);
                cancellation.ThrowIfCancellationRequested();
                _team.Run(_operations[i]);
            }
        }

        long macs = 0;
        foreach (Worker worker in _workers)
            macs += worker.Macs;
        LastMacs = macs;
        _team.End(macs + (_plan.DenseMacs / FixedShare) + 1);
        if (_plan.PictureBuffer is { } copy)
            input.CopyTo(new Span<float>((void*)_buffers[copy.Buffer], input.Length));
        _rest?.Run();
        LastRunWasFull = isFull;
        IsValid = true;
    }

    private void BringOutputsAlong()
    {
        _lists.Build(_everything, isFull: true);
        foreach (OutputOperation result in _results)
            _team.Run(result);
    }

    private Worker NewWorker(WorkerBuffers buffers)
    {
        int* ascending = (int*)_buffers[buffers.Ascending];
        for (int i = 0; i < Worker.ChunkPixels; i++)
            ascending[i] = i;
        return new Worker((float*)_buffers[buffers.Tile], (float*)_buffers[buffers.Partial], (float*)_buffers[buffers.Rows], ascending, (float*)_buffers[buffers.Fresh]);
    }

    private (nint Address, long[] Shape) Find(string name)
    {
        if (_plan.PictureBuffer is { } picture && picture.Name == name)
            return (_buffers[picture.Buffer], [.. _plan.InputShape]);
        EngineOutputPlan? output = _plan.EngineOutputs.FirstOrDefault(output => output.Name == name);
        return output is not null
            ? (_buffers[output.Buffer], output.Shape)
            : throw VideoDynException.Model($"the part of the model behind the block engine reads '{name}', which the engine does not make");
    }

    private OutputPlace Place(string name)
    {
        EngineOutputPlan? own = _plan.EngineOutputs.FirstOrDefault(output => output.Name == name);
        if (own is not null)
            return new(new EngineOutput(name, own.Shape, TensorElementType.Float), _buffers[own.Buffer]);
        int index = Array.FindIndex(_rest!.Infos, info => info.Name == name);
        fixed (byte* address = _rest.Outputs[index].GetTensorMutableRawData())
            return new(_rest.Infos[index], (nint)address);
    }

    private readonly record struct OutputPlace(EngineOutput Info, nint Address);
}
