namespace VideoDyn.Pipeline.Scheduling;

/// <summary>One analysis that a camera wants done. A camera has at most one on its way, so the pool's queue is bounded.</summary>
internal interface IInferenceJob
{
    /// <summary>On whose account it runs.</summary>
    FairShare Share { get; }

    /// <summary>Books what the work took, when it is done. Called once, by the pool.</summary>
    /// <param name="seconds">How long it took.</param>
    void Charge(double seconds) => FairQueue<IInferenceJob>.Charge(Share, seconds);

    /// <summary>Gives the work up undone.</summary>
    void GiveUp();

    /// <summary>Does the work and tells the camera, failures included; must not throw. Called once, on a worker's thread.</summary>
    void Execute();
}
