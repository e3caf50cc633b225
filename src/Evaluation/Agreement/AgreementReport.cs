namespace VideoDyn.Evaluation.Agreement;

/// <summary>Agreement of a plan with its reference, with what stands beside it.</summary>
public sealed record AgreementReport
{
    /// <summary>The agreement: moving classes, with the score band.</summary>
    public required AgreementMeasure Agreement { get; init; }

    /// <summary>F1 without the score band, moving classes.</summary>
    public required AgreementMeasure Plain { get; init; }

    /// <summary>Agreement at the strict overlap, moving classes.</summary>
    public required AgreementMeasure Strict { get; init; }

    /// <summary>Agreement of all other classes together.</summary>
    public required AgreementMeasure Rest { get; init; }

    /// <summary>Every class of which a box was seen, by class index.</summary>
    public required IReadOnlyList<ClassAgreement> ByClass { get; init; }

    /// <summary>Agreement of the moving classes by the size of the reference box (of the box itself where it is extra).</summary>
    public required IReadOnlyDictionary<ObjectSize, AgreementMeasure> BySize { get; init; }

    /// <summary>The same at the strict overlap.</summary>
    public required IReadOnlyDictionary<ObjectSize, AgreementMeasure> StrictBySize { get; init; }

    /// <summary>Frames compared.</summary>
    public required long Frames { get; init; }
}

/// <summary>Agreement on one class.</summary>
/// <param name="ClassId">Index into the labels.</param>
/// <param name="Label">Name of the class.</param>
/// <param name="IsMoving">Whether it is one of the classes that the agreement is about.</param>
/// <param name="Agreement">With the score band.</param>
/// <param name="Plain">Without it.</param>
/// <param name="Strict">With the band, at the strict overlap.</param>
public sealed record ClassAgreement(
    int ClassId, string Label, bool IsMoving, AgreementMeasure Agreement, AgreementMeasure Plain, AgreementMeasure Strict);
