namespace VideoDyn.Events.Rules.Watching;

/// <summary>What a zone knows of one object.</summary>
internal struct Visit
{
    public Settled Inside;
    public Settled Fast;
    public Standing Standing;
    public bool HasDwelt;
    public bool HasLoitered;

    /// <summary>Forgets what belongs to one stay.</summary>
    public void Begin()
    {
        (HasDwelt, HasLoitered) = (false, false);
        (Fast, Standing) = (default, default);
    }
}
