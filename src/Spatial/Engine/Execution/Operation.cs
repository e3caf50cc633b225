namespace VideoDyn.Spatial.Engine.Execution;

/// <summary>One operation of one stream, bound to its memory.</summary>
internal abstract class Operation
{
    /// <summary>The value it makes, for reports.</summary>
    public required string Name { get; init; }

    /// <summary>Units of work for the lists of this frame; they may run at the same time on different threads.</summary>
    public abstract int CountUnits();

    /// <summary>Executes one unit.</summary>
    public abstract void Run(int unit, Worker worker);

    /// <summary>What it reads of itself before it comes to its numbers.</summary>
    public virtual IEnumerable<ReadAhead.Touch> Touches() => [new(this, 256)];

    /// <summary>Pieces of about equal size into which a list is cut.</summary>
    protected static int Chunks(int count, int chunk) => (count + chunk - 1) / chunk;

    /// <summary>First entry of a piece.</summary>
    protected static int Start(int count, int chunks, int chunk) => (int)((long)count * chunk / chunks);
}
