namespace VideoDyn.Temporal.Sequences;

/// <summary>When and how much of the state of a sequence model is renewed.</summary>
public enum SequenceUpdate
{
    /// <summary>All of it, when the network itself said so at the last look (Skip RNN, Campos et al., ICLR 2018).</summary>
    Learned,

    /// <summary>All of it, at every step: the plain recurrent network.</summary>
    Always,

    /// <summary>At every step the first units, or all of it where a small network asks for it (Skim-RNN, Seo et al., ICLR 2018).</summary>
    Partial,

    /// <summary>Groups of units, each with a period of its own (Clockwork RNN, Koutník et al., ICML 2014).</summary>
    Clocked,
}
