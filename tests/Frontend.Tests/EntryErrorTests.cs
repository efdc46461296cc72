using System;
using Xunit;

namespace GraphCompiler.Frontend.Tests;

/// <summary>Arguments that do not fit, where they are members of a parameter: the message names the way to them.</summary>
public class EntryErrorTests
{
    private static readonly Lazy<LoadedProgram> s_program = new(() => LoadedProgram.Build(Source.Compile("""
        public record Layer([Shape(2, "M")] Tensor<float> W, [Shape("M")] Tensor<float> B);
        public record Model(Layer First, [Shape(3, Length = 2)] Tensor<float>[] Rest);
        public partial class C
        {
            [Shape(3)] private readonly Tensor<float> _gain = null!;
            private readonly Layer _layer = null!;
            [GraphFunction] public static Tensor<float> F(Model model) => Sum(model.First.W) + Sum(model.First.B) + Sum(model.Rest[0] * model.Rest[1]);
            [GraphFunction] public Tensor<float> G([Shape(3)] Tensor<float> x) => x * _gain;
            [GraphFunction] public Tensor<float> H([Shape(3)] Tensor<float> x) => x * Sum(_layer.W);
        }
        public static class Test
        {
            private static readonly Tensor<float> W = Tensor.Ones<float>(2, 4), B = Tensor.Ones<float>(4), R = Tensor.Ones<float>(3);

            public static string Run(string what)
            {
                try
                {
                    object result = what switch
                    {
                        "fits" => C.F(new(new(W, B), [R, R])),
                        "rank" => C.F(new(new(B, B), [R, R])),
                        "size" => C.F(new(new(W, R), [R, R])),
                        "element" => C.F(new(new(W, B), [R, B])),
                        "length" => C.F(new(new(W, B), [R])),
                        "null record" => C.F(null!),
                        "null member" => C.F(new(null!, [R, R])),
                        "null tensor" => C.F(new(new(W, null!), [R, R])),
                        "null array" => C.F(new(new(W, B), null!)),
                        "null field" => new C().G(R),
                        _ => new C().H(R),
                    };
                    return "no error";
                }
                catch (ArgumentException e)
                {
                    return e.Message;
                }
            }
        }
        """)));

    [Theory]
    [InlineData("fits", "no error")]
    [InlineData("rank", "GF0009: C.F: model.First.W has rank 1 (shape [4]); it must be 2: the shape is declared [2,model_First_M]")]
    [InlineData("size", "GF0009: C.F: axis 0 of model.First.B is 3; it must be 4 (model_First_M, axis 1 of model.First.W): the shape is declared [model_First_M], got [3]")]
    [InlineData("element", "GF0009: C.F: axis 0 of model.Rest[1] is 4; it must be 3: the shape is declared [3], got [4]")]
    [InlineData("length", "GF0009: C.F: model.Rest has 1 elements; it must have 2")]
    [InlineData("null record", "Value cannot be null. (Parameter 'model')")]
    [InlineData("null member", "Value cannot be null. (Parameter 'model.First')")]
    [InlineData("null tensor", "Value cannot be null. (Parameter 'model.First.B')")]
    [InlineData("null array", "Value cannot be null. (Parameter 'model.Rest')")]
    [InlineData("null field", "Value cannot be null. (Parameter '_gain')")]
    [InlineData("null object", "Value cannot be null. (Parameter '_layer')")]
    public void Message(string what, string expected) => Assert.Equal(expected, s_program.Value.Call("Test", "Run", what));
}
