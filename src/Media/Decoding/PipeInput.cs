using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using VideoDyn.Core.Errors;
using VideoDyn.Media.FFmpeg;

namespace VideoDyn.Media.Decoding;

/// <summary>
/// Standard input or a named pipe as a byte stream for FFmpeg. Waiting is done in short polls, because FFmpeg's own
/// pipe protocol blocks in the operating system where no interrupt callback reaches it.
/// </summary>
internal sealed unsafe partial class PipeInput : IDisposable
{
    private const int BufferBytes = 64 * 1024;
    private const int PollMilliseconds = 50;
    private const int OpenReadOnly = 0;
    private const int OpenNonBlocking = 0x800;
    private const int SeekCurrent = 1;
    private const short PollIn = 1;
    private const int Interrupted = 4;
    private const int TryAgain = 11;

    private readonly State* _state;
    private readonly bool _ownsHandle;
    private AVIOContext* _io;

    private PipeInput(int handle, bool ownsHandle, int* stopFlag)
    {
        _ownsHandle = ownsHandle;
        _state = (State*)NativeMemory.AllocZeroed((nuint)sizeof(State));
        _state->Handle = handle;
        _state->StopFlag = stopFlag;
        byte* buffer = (byte*)AvUtil.av_malloc(BufferBytes);
        _io = AvFormat.avio_alloc_context(buffer, BufferBytes, 0, _state, &Read, null, null);
    }

    /// <summary>The byte stream to hang into a demuxer.</summary>
    public AVIOContext* Io => _io;

    /// <summary>Reads standard input.</summary>
    /// <exception cref="VideoDynException">Standard input is a terminal.</exception>
    public static PipeInput StandardInput(int* stopFlag) => isatty(0) != 1
        ? new(0, ownsHandle: false, stopFlag)
        : throw VideoDynException.Input("standard input is a terminal; pipe a video into it, or name a file instead of '-'.");

    /// <summary>Opens a file that cannot be positioned; null when it can, so that FFmpeg may open it itself.</summary>
    /// <exception cref="VideoDynException">The file cannot be opened.</exception>
    public static PipeInput? OpenIfPipe(string path, int* stopFlag)
    {
        // Non-blocking, because opening a named pipe otherwise waits for its writer.
        int handle = open(path, OpenReadOnly | OpenNonBlocking);
        if (handle < 0)
            throw VideoDynException.Input($"'{path}' cannot be opened: {AvError.Text(-Marshal.GetLastPInvokeError())}.");
        if (lseek(handle, 0, SeekCurrent) >= 0)
        {
            _ = close(handle);
            return null;
        }

        return new PipeInput(handle, ownsHandle: true, stopFlag);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_io is null)
            return;
        AvUtil.av_freep((byte*)_io + sizeof(void*)); // its buffer, which FFmpeg may have replaced
        AVIOContext* io = _io;
        AvFormat.avio_context_free(&io);
        _io = null;
        if (_ownsHandle)
            _ = close(_state->Handle);
        NativeMemory.Free(_state);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Read(void* opaque, byte* buffer, int size)
    {
        var state = (State*)opaque;
        while (Volatile.Read(ref *state->StopFlag) == 0)
        {
            var wait = new PollRequest { Handle = state->Handle, Events = PollIn };
            int ready = poll(&wait, 1, PollMilliseconds);
            if (ready == 0)
                continue;
            nint got = ready < 0 ? -1 : read(state->Handle, buffer, (nuint)size);
            if (got > 0)
                return (int)got;
            if (got == 0)
                return AvError.EndOfFile;
            int error = Marshal.GetLastPInvokeError();
            if (error is not (Interrupted or TryAgain))
                return -error;
        }

        return AvError.Exit;
    }

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial int open(string path, int flags);

    [LibraryImport("libc", SetLastError = true)]
    private static partial long lseek(int handle, long offset, int origin);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int poll(PollRequest* requests, nuint count, int milliseconds);

    [LibraryImport("libc", SetLastError = true)]
    private static partial nint read(int handle, byte* buffer, nuint size);

    [LibraryImport("libc")]
    private static partial int isatty(int handle);

    [LibraryImport("libc")]
    private static partial int close(int handle);

    private struct State
    {
        public int Handle;
        public int* StopFlag;
    }

    private struct PollRequest
    {
        public int Handle;
        public short Events;
        public short Returned;
    }
}
