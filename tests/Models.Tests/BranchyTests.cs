using VideoDyn.Core.Analysis;
using VideoDyn.Core.Errors;
using VideoDyn.Core.Frames;
using VideoDyn.Core.Ledger;
using VideoDyn.Core.Sources;
using VideoDyn.Evaluation.Truth;
using VideoDyn.Inference.Analysis;
using VideoDyn.Inference.Branchy;
using VideoDyn.Inference.Crops;
using VideoDyn.Inference.Sessions;
using VideoDyn.Media.Decoding;
using VideoDyn.Media.Pixels;
using VideoDyn.TestKit;

namespace VideoDyn.Models.Tests;

/// <summary>The committed classifier of crops, on the true boxes of the sample clips, and its stages one after another.</summary>
public class BranchyTests
{
    private const float LeastVisibility = 0.7f, LeastHeight = 20;
    private static readonly string[] s_labels = ["person", "bicycle", "car", "van", "dog", "nothing"];

    private static readonly Dictionary<int, string> s_classNames = s_labels.Take(5).Index().ToDictionary(pair => pair.Index + 1, pair => pair.Item);

    [Fact]
    public void Top1_OnTrueBoxesOfTheSampleClips_KeepsThePagesFloor()
    {
        using CropClassifier classifier = CropClassifier.Load(new ModelOptions { ModelPath = SampleModel.File("branchy") }, new FrameTensorizer());
        Judge(classifier, "sample clips top-1");
    }

    [Fact]
    public void Exits_OnTrueBoxesOfTheSampleClips_KeepThePagesFloors()
    {
        using BranchyClassifier classifier = BranchyClassifier.Load(Path.Combine(SampleModel.Folder, "branchy"), new FrameTensorizer());
        int crops = Judge(classifier, "sample clips top-1 with exits");

        Assert.Equal(crops, classifier.Exits.Sum());
        double saved = 1 - ((double)classifier.ExecutedMacs / crops / classifier.Info.DenseMacs);
        Assert.True(saved >= ModelPage.Floor("branchy", "share of multiply-adds saved"), $"exits {string.Join(", ", classifier.Exits)}, saved {saved}");
    }

    [Fact]
    public void Folder_ThatDoesNotFit_IsRefusedWithEveryKey()
    {
        using var folder = new TemporaryFolder();
        foreach (string file in Directory.GetFiles(Path.Combine(SampleModel.Folder, "branchy")))
            File.Copy(file, folder[Path.GetFileName(file)]);
        string card = File.ReadAllText(folder["branchy.yaml"]);
        string Refusal(string text)
        {
            File.WriteAllText(folder["branchy.yaml"], text);
            return Assert.Throws<VideoDynException>(() => BranchyNetworks.Open(folder.Path)).Message;
        }

        Assert.Contains("key 'stages[0].macs': found 327296, but the graphs need", Refusal(card.Replace("macs: 1327296", "macs: 327296", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Contains("key 'stages[0].threshold': found '2'", Refusal(card.Replace("threshold: 0.85", "threshold: 2", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Contains("stage1.onnx: needs an output 'logits' of 5 numbers", Refusal(card.Replace(", nothing]", "]", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Contains("stage2.onnx", Refusal(card.Replace("file: stage1.onnx", "file: stage2.onnx", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Contains("key 'stages' is unknown", Refusal(card.Replace("stages:", "stagez:", StringComparison.Ordinal)).Replace("stagez", "stages", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    private static int Judge(ICropClassifier classifier, string floor)
    {
        Assert.Equal(s_labels, classifier.Info.Labels);
        (int right, int all) = (0, 0);
        foreach (string clip in (string[])["plaza", "street", "pan", "dusk"])
        {
            TruthSet truth = TruthFile.Read(Path.ChangeExtension(SampleModel.Clip(clip), ".truth.csv"), s_classNames).MapClasses(s_labels)
                .Select(box => box.Visibility >= LeastVisibility && box.Box.Height >= LeastHeight ? box : null);
            ForEveryTwelfthFrame(SampleModel.Clip(clip), (frame, index) =>
            {
                TruthBox[] boxes = truth.Boxes(index).ToArray();
                var classes = new ClassScore[boxes.Length * CropClassifier.TopCount];
                int[] counts = new int[boxes.Length];
                classifier.Classify(frame, boxes.Select(box => box.Box).ToArray(), classes, counts);
                for (int place = 0; place < boxes.Length; place++)
                {
                    all += counts[place] > 0 ? 1 : 0;
                    right += counts[place] > 0 && classes[place * CropClassifier.TopCount].ClassId == boxes[place].ClassId ? 1 : 0;
                }
            });
        }

        Assert.True(all > 300, $"only {all} boxes");
        Assert.True((double)right / all >= ModelPage.Floor("branchy", floor), $"{right} of {all} are right");
        return all;
    }

    [Fact]
    public void Stages_OneAfterAnother_AreTheWhole()
    {
        var random = new Random(1);
        float[] picture = [.. Enumerable.Range(0, 3 * 64 * 64).Select(_ => random.NextSingle())];
        float[] first = Run("stage1.onnx", picture, "feature"), second = Run("stage2.onnx", first, "next_feature");

        float[] whole = Run("model.onnx", picture, "logits");
        Assert.Equal(s_labels.Length, whole.Length);
        Assert.All(Run("stage3.onnx", second, "logits").Zip(whole), pair => Assert.Equal(pair.Second, pair.First, 1e-3f));
        Assert.Equal(s_labels.Length, Run("stage1.onnx", picture, "logits").Length);
    }

    private static float[] Run(string file, float[] input, string output)
    {
        using OnnxSession session = OnnxSession.Open(SampleModel.File("branchy", file), new OnnxSessionSettings());
        using OnnxBinding binding = session.Bind();
        input.CopyTo(binding.Inputs[0].As<float>());
        binding.Run();
        return binding.Outputs.Single(tensor => tensor.Name == output).As<float>().ToArray();
    }

    private static void ForEveryTwelfthFrame(string clip, Action<FrameLease, long> look)
    {
        using VideoFileSource source = MediaSource.Open(clip, new MediaSourceOptions(), new FrameLedger(), default);
        for (long index = 0; source.Read(out FrameLease? frame, default) == FrameReadStatus.Frame; index++)
        {
            using (frame)
            {
                if (index % 12 == 0)
                    look(frame!, index);
            }
        }
    }
}
