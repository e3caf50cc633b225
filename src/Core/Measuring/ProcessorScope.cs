namespace VideoDyn.Core.Measuring;

/// <summary>Whose processor time a clock books.</summary>
public enum ProcessorScope
{
    /// <summary>All threads of the process: right where one stream runs at a time.</summary>
    Process,

    /// <summary>The calling thread: right where streams run side by side. Helper threads of native libraries are left out.</summary>
    Thread,
}
