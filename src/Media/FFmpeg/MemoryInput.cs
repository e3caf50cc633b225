using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace VideoDyn.Media.FFmpeg;

/// <summary>Bytes in memory as a byte stream for FFmpeg.</summary>
internal sealed unsafe class MemoryInput : IDisposable
{
    private const int BufferBytes = 4096;
    private const int SeekEnd = 2;
    private const int SeekCurrent = 1;
    private const int SeekSize = 0x10000;

    private readonly State* _state;
    private AVIOContext* _io;

    /// <summary>Copies the bytes into native memory.</summary>
    public MemoryInput(ReadOnlySpan<byte> bytes)
    {
        _state = (State*)NativeMemory.AllocZeroed((nuint)(sizeof(State) + bytes.Length));
        _state->Length = bytes.Length;
        bytes.CopyTo(new Span<byte>(_state + 1, bytes.Length));
        _io = AvFormat.avio_alloc_context((byte*)AvUtil.av_malloc(BufferBytes), BufferBytes, 0, _state, &Read, null, &Seek);
    }

    /// <summary>The byte stream to hang into a demuxer.</summary>
    public AVIOContext* Io => _io;

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_io is null)
            return;
        AvUtil.av_freep((byte*)_io + sizeof(void*)); // its buffer, which FFmpeg may have replaced
        AVIOContext* io = _io;
        AvFormat.avio_context_free(&io);
        _io = null;
        NativeMemory.Free(_state);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Read(void* opaque, byte* buffer, int size)
    {
        var state = (State*)opaque;
        long left = state->Length - state->Position;
        if (left <= 0)
            return AvError.EndOfFile;
        int count = (int)Math.Min(left, size);
        Buffer.MemoryCopy((byte*)(state + 1) + state->Position, buffer, size, count);
        state->Position += count;
        return count;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static long Seek(void* opaque, long offset, int origin)
    {
        var state = (State*)opaque;
        if ((origin & SeekSize) != 0)
            return state->Length;
        long from = origin == SeekEnd ? state->Length : origin == SeekCurrent ? state->Position : 0;
        state->Position = Math.Clamp(from + offset, 0, state->Length);
        return state->Position;
    }

    private struct State
    {
        public long Length;
        public long Position;
    }
}
