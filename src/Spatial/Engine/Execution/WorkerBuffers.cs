namespace VideoDyn.Spatial.Engine.Execution;

/// <summary>Numbers of the buffers of one worker.</summary>
internal readonly record struct WorkerBuffers(int Tile, int Partial, int Rows, int Ascending, int Fresh);
