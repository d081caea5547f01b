using System.Buffers.Binary;
using System.Reflection;
using System.Reflection.Emit;

namespace Weft.Tests.Truth;

/// <summary>What compiled code calls: reads the instructions of a method's body, those of lambdas and async methods included (they are types of their own).</summary>
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

    private static IEnumerable<MethodBase> CalledBy(MethodBase method)
    {
        if (method.GetMethodBody()?.GetILAsByteArray() is not { } body)
            yield break;
        var ofType = method.DeclaringType!.IsGenericType ? method.DeclaringType.GetGenericArguments() : null;
        var ofMethod = method.IsGenericMethod ? method.GetGenericArguments() : null;
        for (var at = 0; at < body.Length; )
        {
            var code = Read(body, ref at);
            if (code.OperandType == OperandType.InlineMethod)
                yield return method.Module.ResolveMethod(Token(body, at), ofType, ofMethod)!;
            else if (
                code.OperandType == OperandType.InlineTok
                && method.Module.ResolveMember(Token(body, at), ofType, ofMethod) is MethodBase named
            )
                yield return named;
            at += Operand(code, body, at);
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
