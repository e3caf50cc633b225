using VideoDyn.Core.Frames;
using VideoDyn.Core.Kernels;

namespace VideoDyn.Media.Pixels;

/// <summary>Writes the picture part of a tensor, for one frame format and one tensor.</summary>
internal abstract class PictureWriter
{
    /// <summary>The writer of a variant.</summary>
    public static PictureWriter Create(TensorizePlan plan, KernelVariant variant) => variant switch
    {
        KernelVariant.Avx512 => new RowTensorizer<Avx512Rows>(plan),
        KernelVariant.Avx2 => new RowTensorizer<Avx2Rows>(plan),
        _ => new ScalarTensorizer(plan),
    };

    /// <summary>Takes in that the plan was turned to another part of the frame.</summary>
    public virtual void Refit()
    {
    }

    /// <summary>Writes tensor pixels that show picture, in the columns the writer was made for.</summary>
    /// <param name="frame">A frame of the format the writer was made for.</param>
    /// <param name="tensor">The whole tensor; its length was checked.</param>
    /// <param name="firstRow">First row of the picture (not of the tensor).</param>
    /// <param name="endRow">Row after the last one.</param>
    public abstract void Write(FrameLease frame, Span<byte> tensor, int firstRow, int endRow);
}
