namespace VideoDyn.Pipeline.Running;

/// <summary>An observer that knows what the rules of a camera made of the last frame.</summary>
internal interface IRuleTeller
{
    /// <summary>Whether there is any rule that could tell something.</summary>
    bool HasRules { get; }

    /// <summary>Whether a rule told something at the last frame.</summary>
    bool HasTold { get; }
}
