using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace VideoDyn.Spatial.Engine.Execution;

/// <summary>
/// What operations read of themselves before they come to their numbers: some objects each, which point to each other, so that after other
/// work in between one wait for memory follows the next. They are asked for while the operation before runs.
/// </summary>
internal sealed unsafe class ReadAhead
{
    private const int Line = 64;

    private readonly Touch[] _touches;
    private readonly int[] _ends;

    /// <summary>Prepares for operations that are executed one after the other.</summary>
    public ReadAhead(Operation[] operations)
    {
        var touches = new List<Touch>();
        _ends = new int[operations.Length];
        for (int i = 0; i < operations.Length; i++)
        {
            touches.AddRange(operations[i].Touches());
            _ends[i] = touches.Count;
        }

        _touches = [.. touches];
    }

    /// <summary>Asks for what an operation reads; numbers beyond the last ask for nothing.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Ask(int operation)
    {
        if (operation >= _ends.Length || !Sse.IsSupported)
            return;
        for (int i = operation == 0 ? 0 : _ends[operation - 1]; i < _ends[operation]; i++)
        {
            // Only a hint: should the object be moved meanwhile, something else is asked for in vain.
            byte* address = *(byte**)Unsafe.AsPointer(ref Unsafe.AsRef(in _touches[i].Target));
            for (int line = 0; line < _touches[i].Lines; line++)
                Sse.Prefetch0(address + (line * Line));
        }
    }

    /// <summary>An object and how many cache lines of it are read.</summary>
    internal readonly struct Touch(object target, long bytes)
    {
        /// <summary>The object.</summary>
        public readonly object Target = target;

        /// <summary>Lines from its beginning.</summary>
        public readonly int Lines = (int)Math.Min(((bytes + 16) / Line) + 1, 64);
    }
}
