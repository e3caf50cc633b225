using System.Collections.Concurrent;
using VideoDyn.Core.Measuring;
using VideoDyn.Inference.Crops;

namespace VideoDyn.Pipeline.Scheduling.Batching;

/// <summary>
/// Crops of one size that go through their network in one run. Others may join until a worker takes it in hand, so that under
/// load a batch grows while it waits its turn.
/// </summary>
internal sealed class CropBatch : IInferenceJob
{
    private readonly Lock _gate = new();
    private readonly StageClock _clock = new(ProcessorScope.Thread);
    private readonly CropBatchTally _tally;
    private readonly ConcurrentBag<CropBatch> _spare;
    private readonly CropTicket[] _crops;
    private readonly IBatchClient[] _clients;
    private int _capacity;
    private int _count;
    private int _units;
    private bool _taken;

    /// <summary>An empty batch.</summary>
    /// <param name="largest">Most crops that it ever holds.</param>
    /// <param name="tally">Where it is counted.</param>
    /// <param name="spare">Where it goes when it is done.</param>
    public CropBatch(int largest, CropBatchTally tally, ConcurrentBag<CropBatch> spare)
    {
        (_tally, _spare) = (tally, spare);
        (_crops, _clients) = (new CropTicket[largest], new IBatchClient[largest]);
    }

    /// <summary>The size of its crops; null before <see cref="Open"/>.</summary>
    public ICropLane? Lane { get; private set; }

    /// <summary>When it goes to the workers at the latest, as a timestamp of the clock.</summary>
    public long Due { get; private set; }

    /// <summary>Whether it is on its way to the workers. Used by the batcher only.</summary>
    public bool IsReleased { get; set; }

    /// <summary>Whether nothing can join.</summary>
    public bool IsFull
    {
        get
        {
            lock (_gate)
                return _taken || _units == _capacity || _count == _crops.Length;
        }
    }

    // Whose turn it is depends on who has received least of those in it.
    public FairShare Share
    {
        get
        {
            lock (_gate)
            {
                FairShare least = _clients[0].Share;
                for (int index = 1; index < _count; index++)
                    least = _clients[index].Share.Received < least.Received ? _clients[index].Share : least;
                return least;
            }
        }
    }

    /// <summary>Begins anew.</summary>
    /// <param name="lane">The size of its crops.</param>
    /// <param name="most">Most crops, where the lane has no capacity of its own.</param>
    /// <param name="due">When it goes to the workers at the latest.</param>
    public void Open(ICropLane lane, int most, long due)
    {
        (Lane, Due, IsReleased) = (lane, due, false);
        lock (_gate)
            (_capacity, _count, _units, _taken) = (lane.Capacity ?? most, 0, 0, false);
    }

    /// <summary>Adds a crop, unless the batch is full or in hand.</summary>
    public bool TryAdd(IBatchClient client, CropTicket crop)
    {
        lock (_gate)
        {
            if (_taken || _count == _crops.Length || _units + crop.Units > _capacity)
                return false;
            (_crops[_count], _clients[_count]) = (crop, client);
            _count++;
            _units += crop.Units;
            return true;
        }
    }

    /// <summary>Whether a camera has a crop in it.</summary>
    public bool Has(IBatchClient client)
    {
        lock (_gate)
            return Array.IndexOf(_clients, client, 0, _count) >= 0;
    }

    public void Execute()
    {
        int count = Take();
        _clock.Resume(Stage.Inference);
        Exception? failure = Try(_crops.AsSpan(0, count));
        _clock.Enter(Stage.Rest);
        (TimeSpan wall, TimeSpan processor) = (_clock.Wall(Stage.Inference) / count, _clock.Cpu(Stage.Inference) / count);
        _clock.Reset();
        _tally.Add(count, CropsOf(0, count) < count);
        // Whosever fault a failure is, the others must not suffer by it: each crop once more, alone.
        for (int index = 0, crops; index < count; index += crops)
        {
            crops = failure is null ? CropsOf(index, count) : 1;
            Exception? error = failure is null || count == 1 ? failure : Try(_crops.AsSpan(index, 1));
            _clients[index].Ran(crops, wall * crops, processor * crops, error);
        }
    }

    public void GiveUp()
    {
        int count = Take();
        for (int index = 0, crops; index < count; index += crops)
        {
            crops = CropsOf(index, count);
            _clients[index].GiveUp(crops);
        }
    }

    public void Charge(double seconds)
    {
        // Only now is nobody left who asks whose share it is.
        for (int index = 0; index < _count; index++)
            FairQueue<IInferenceJob>.Charge(_clients[index].Share, seconds / _count);
        Array.Clear(_clients);
        Array.Clear(_crops);
        _spare.Add(this);
    }

    private int Take()
    {
        lock (_gate)
        {
            _taken = true;
            return _count;
        }
    }

    private Exception? Try(ReadOnlySpan<CropTicket> crops)
    {
        try
        {
            Lane!.Run(crops);
            return null;
        }
        catch (Exception error)
        {
            return error;
        }
    }

    // Crops of one camera that lie side by side.
    private int CropsOf(int first, int count)
    {
        int next = first + 1;
        while (next < count && ReferenceEquals(_clients[next], _clients[first]))
            next++;
        return next - first;
    }
}
