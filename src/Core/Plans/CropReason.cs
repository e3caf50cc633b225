namespace VideoDyn.Core.Plans;

/// <summary>Why a part of the frame is looked at, in the order in which a cap serves them.</summary>
public enum CropReason
{
    /// <summary>An object is followed there and its place is uncertain.</summary>
    Track,

    /// <summary>Pixels changed.</summary>
    Change,

    /// <summary>Objects were often seen there.</summary>
    Prior,

    /// <summary>Its turn in a slow round over the whole frame.</summary>
    Scan,
}
