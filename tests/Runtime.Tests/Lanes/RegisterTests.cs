using GraphCompiler.Kernels;

namespace GraphCompiler.Runtime.Tests;

// One class for each register type: the tests are in the bases.

public class F32x16Tests : FloatLaneTests<F32x16, float, I32x16, int>;

public class I32x16Tests : IntegerLaneTests<I32x16, int, F32x16>;

public class F32x8Tests : FloatLaneTests<F32x8, float, I32x8, int>;

public class I32x8Tests : IntegerLaneTests<I32x8, int, F32x8>;

public class F32x4Tests : FloatLaneTests<F32x4, float, I32x4, int>;

public class I32x4Tests : IntegerLaneTests<I32x4, int, F32x4>;

public class F32x1Tests : FloatLaneTests<F32x1, float, I32x1, int>;

public class I32x1Tests : IntegerLaneTests<I32x1, int, F32x1>;

public class F64x8Tests : FloatLaneTests<F64x8, double, I64x8, long>;

public class I64x8Tests : IntegerLaneTests<I64x8, long, F64x8>;

public class F64x4Tests : FloatLaneTests<F64x4, double, I64x4, long>;

public class I64x4Tests : IntegerLaneTests<I64x4, long, F64x4>;

public class F64x2Tests : FloatLaneTests<F64x2, double, I64x2, long>;

public class I64x2Tests : IntegerLaneTests<I64x2, long, F64x2>;

public class F64x1Tests : FloatLaneTests<F64x1, double, I64x1, long>;

public class I64x1Tests : IntegerLaneTests<I64x1, long, F64x1>;
