namespace VideoDyn.SampleMaker;

/// <summary>The kinds of objects in the sample scene, in the order of the sample model's classes.</summary>
public enum ShapeKind
{
    /// <summary>A red disc.</summary>
    Ball,

    /// <summary>A green square.</summary>
    Crate,

    /// <summary>A blue rectangle, wider than high.</summary>
    Cart,
}
