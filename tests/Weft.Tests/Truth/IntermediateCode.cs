using System.Buffers.Binary;
using System.Reflection;
using System.Reflection.Emit;

namespace Weft.Tests.Truth;

/// <summary>What compiled code calls and tells apart: reads the instructions of a method's body, those of lambdas and async methods included (they are types of their own).</summary>
internal static class IntermediateCode
{
    private const BindingFlags Own =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<short, OpCode> OpCodesByValue = typeof(OpCodes)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!)
        .ToDictionary(code => code.Value);

    /// <summary>Each method that the type's own methods call or take a delegate of.</summary>
    public static IEnumerable<MethodBase> CalledBy(Type type) =>
        type.GetMethods(Own).Cast<MethodBase>().Concat(type.GetConstructors(Own)).SelectMany(CalledBy);

    /// <summary>Each method of the type, with the types that it asks whether something is of them.</summary>
    public static IEnumerable<(MethodBase Method, IReadOnlyList<Type> Types)> TestsOf(Type type) =>
        type.GetMethods(Own).Select(method => ((MethodBase)method, (IReadOnlyList<Type>)[.. TestedBy(method)]));

    private static IEnumerable<MethodBase> CalledBy(MethodBase method)
    {
        foreach (var (code, token) in Instructions(method))
            if (
                code.OperandType is OperandType.InlineMethod or OperandType.InlineTok
                && Resolve(method, token) is MethodBase called
            )
                yield return called;
    }

    private static IEnumerable<Type> TestedBy(MethodBase method)
    {
        foreach (var (code, token) in Instructions(method))
            if (code == OpCodes.Isinst && Resolve(method, token) is Type tested)
                yield return tested;
    }

    private static MemberInfo? Resolve(MethodBase method, int token) =>
        method.Module.ResolveMember(
            token,
            method.DeclaringType!.IsGenericType ? method.DeclaringType.GetGenericArguments() : null,
            method.IsGenericMethod ? method.GetGenericArguments() : null
        );

    private static IEnumerable<(OpCode Code, int Token)> Instructions(MethodBase method)
    {
        if (method.GetMethodBody()?.GetILAsByteArray() is not { } body)
            yield break;
        for (var at = 0; at < body.Length; )
        {
            var code = Read(body, ref at);
            var size = Operand(code, body, at);
            yield return (code, size == 4 ? Token(body, at) : 0);
            at += size;
        }
    }

    private static OpCode Read(byte[] body, ref int at)
    {
        short value = body[at++];
        // The first byte of the codes that have two.
        if (value == 0xFE)
            value = (short)(0xFE00 | body[at++]);
        return OpCodesByValue[value];
    }

    private static int Token(byte[] body, int at) => BinaryPrimitives.ReadInt32LittleEndian(body.AsSpan(at));

    private static int Operand(OpCode code, byte[] body, int at) =>
        code.OperandType switch
        {
            OperandType.InlineNone => 0,
            OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
            OperandType.InlineVar => 2,
            OperandType.InlineI8 or OperandType.InlineR => 8,
            OperandType.InlineSwitch => 4 + 4 * Token(body, at),
            _ => 4,
        };
}
