using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace VideoDyn.Media.Decoding;

/// <summary>
/// A flag in native memory that cancellation raises and native code polls: FFmpeg through its interrupt callback, pipe
/// reads between two short waits.
/// </summary>
internal sealed unsafe class NativeInterrupt : IDisposable
{
    private int* _flag = (int*)NativeMemory.AllocZeroed(sizeof(int));
    private CancellationToken _token;
    private CancellationTokenRegistration _registration;

    /// <summary>Address of the flag; not 0 means stop.</summary>
    public int* Flag => _flag;

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
        Volatile.Write(ref *_flag, 0);
        _token = token;
        _registration = token.UnsafeRegister(static state => ((NativeInterrupt)state!).Raise(), this);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _registration.Dispose(); // waits for a callback that runs now, so the flag is not written after it is freed
        NativeMemory.Free(_flag);
        _flag = null;
    }

    private void Raise() => Volatile.Write(ref *_flag, 1);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int IsRaised(void* flag) => Volatile.Read(ref *(int*)flag);
}
