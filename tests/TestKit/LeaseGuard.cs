using VideoDyn.Core.Frames;

namespace VideoDyn.TestKit;

/// <summary>
/// Base of test classes that touch frames: fails the test that leaked a <see cref="FrameLease"/>. Test assemblies that
/// use it run their classes one after another, because leases are counted per process.
/// </summary>
public abstract class LeaseGuard : IDisposable
{
    private readonly long _before = FrameLease.LiveCount;

    /// <summary>Asserts that every lease taken in the test was given back.</summary>
    public virtual void Dispose()
    {
        Assert.Equal(_before, FrameLease.LiveCount);
        GC.SuppressFinalize(this);
    }
}
