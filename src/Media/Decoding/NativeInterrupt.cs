using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace VideoDyn.Media.Decoding;

/// <summary>
/// A flag in native memory that cancellation raises and native code polls: FFmpeg through its interrupt callback, pipe
/// reads between two short waits. FFmpeg's calls are also broken off when their deadline has passed.
/// </summary>
internal sealed unsafe class NativeInterrupt : IDisposable
{
    private State* _state = (State*)NativeMemory.AllocZeroed((nuint)sizeof(State));
    private CancellationToken _token;
    private CancellationTokenRegistration _registration;

    /// <summary>Address of the flag; not 0 means stop.</summary>
    public int* Flag => &_state->Flag;

    /// <summary>Whether a call was broken off because its deadline had passed.</summary>
    public bool IsExpired => Volatile.Read(ref _state->Expired) != 0;

    /// <summary>The callback for FFmpeg, with <see cref="Flag"/> as its argument.</summary>
    public static delegate* unmanaged[Cdecl]<void*, int> Callback => &IsRaised;

    /// <summary>
    /// Lets this token raise the flag from now on. The registration is kept while callers pass the same token, so that
    /// reading frame after frame registers once.
    /// </summary>
    public void Bind(CancellationToken token)
    {
        if (token == _token)
            return;
        _registration.Dispose();
        Volatile.Write(ref _state->Flag, 0);
        _token = token;
        _registration = token.UnsafeRegister(static state => ((NativeInterrupt)state!).Raise(), this);
    }

    /// <summary>Gives the calls from now on this much time together; the last deadline and its verdict are forgotten.</summary>
    public void Allow(TimeSpan time)
    {
        Volatile.Write(ref _state->Expired, 0);
        Volatile.Write(ref _state->Deadline, Stopwatch.GetTimestamp() + (long)(time.TotalSeconds * Stopwatch.Frequency));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _registration.Dispose(); // waits for a callback that runs now, so the flag is not written after it is freed
        NativeMemory.Free(_state);
        _state = null;
    }

    private void Raise() => Volatile.Write(ref _state->Flag, 1);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int IsRaised(void* argument)
    {
        var state = (State*)argument;
        if (Volatile.Read(ref state->Flag) != 0)
            return 1;
        long deadline = Volatile.Read(ref state->Deadline);
        if (deadline == 0 || Stopwatch.GetTimestamp() < deadline)
            return 0;
        Volatile.Write(ref state->Expired, 1);
        return 1;
    }

    private struct State
    {
        public int Flag;
        public int Expired;
        public long Deadline;
    }
}
