namespace VideoDyn.Inference.Heads.Detr;

/// <summary>What the class numbers of a query are.</summary>
internal enum DetrScores
{
    /// <summary>Logits, the last one for "no object"; they compete.</summary>
    Softmax,

    /// <summary>Logits, each class for itself.</summary>
    Logistic,

    /// <summary>Probabilities already.</summary>
    Probability,
}
