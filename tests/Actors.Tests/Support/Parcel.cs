namespace VideoDyn.Actors.Tests.Support;

/// <summary>A message that must be disposed exactly once.</summary>
internal sealed class Parcel(int number) : IDisposable
{
    private int _disposed;

    public int Number => number;

    public int Disposals => Volatile.Read(ref _disposed);

    public void Dispose() => Interlocked.Increment(ref _disposed);
}
