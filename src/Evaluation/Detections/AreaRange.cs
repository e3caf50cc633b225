namespace VideoDyn.Evaluation.Detections;

/// <summary>The object sizes of the COCO evaluation, by area in square pixels.</summary>
public enum AreaRange
{
    /// <summary>Every size.</summary>
    All,

    /// <summary>Below 32².</summary>
    Small,

    /// <summary>32² to 96².</summary>
    Medium,

    /// <summary>Above 96².</summary>
    Large,
}
