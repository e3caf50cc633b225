namespace VideoDyn.Core.State;

/// <summary>A slot that outlives the program: priors that took long to learn, never pixels or feature maps.</summary>
public interface IPersistentSlot : IStateSlot
{
    /// <summary>Version of the saved content; a file of another version is not read.</summary>
    int Version { get; }

    /// <summary>What to keep; null when nothing was learned yet.</summary>
    SavedState? Save();

    /// <summary>Takes over what an earlier run kept. Called at most once, before the first frame.</summary>
    /// <param name="state">Content of the same version and model. The frame size is up to the slot, which learns it with the first frame.</param>
    void Restore(SavedState state);
}
