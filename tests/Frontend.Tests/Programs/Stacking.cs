// Section C of the suite, 47: a list of as many parts as the data has rows is the stacked result of a scan.

using System.Collections.Generic;
public static partial class C47
{
    [GraphFunction]
    public static Tensor<float> Run([Shape("N", 2)] Tensor<float> x)
    {
        var sum = Tensor.Zeros<float>([2]);
        var sums = new List<Tensor<float>>();
        foreach (var row in x)
        {
            sum = sum + row;
            sums.Add(sum);
        }
        return Stack(sums.ToArray(), axis: 0);
    }

    public static float[,] Plain(float[,] x)
    {
        var sums = new float[x.GetLength(0), 2];
        for (var i = 0; i < x.GetLength(0); i++)
        {
            for (var j = 0; j < 2; j++) sums[i, j] = (i > 0 ? sums[i - 1, j] : 0f) + x[i, j];
        }
        return sums;
    }

    public static readonly object[][] Inputs = [[new[,] { { 1f, 2f }, { 3f, 4f }, { 5f, 6f } }], [new[,] { { 7f, 8f } }]];
}

