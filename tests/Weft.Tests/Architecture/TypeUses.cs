using System.Reflection;
using System.Reflection.Emit;

namespace Weft.Tests.Architecture;

/// <summary>A type of ours that uses another type. Nested types, lambdas and state machines count as the type they stand in.</summary>
internal sealed record TypeUse(Type From, Type To);

/// <summary>
/// Which types the types of a compiled assembly use: in declarations, attributes, and in the bodies of methods. Constants leave no trace
/// there, for the compiler copies them.
/// </summary>
internal static class TypeUses
{
    private const BindingFlags All =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private const byte TwoByteCode = 0xFE;

    private static readonly Dictionary<int, OpCode> Codes = typeof(OpCodes)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!)
        .ToDictionary(code => code.Value & 0xFFFF);

    public static IReadOnlyList<TypeUse> Of(Assembly assembly) =>
        [
            .. assembly
                .GetTypes()
                .SelectMany(type => UsedBy(type).SelectMany(Parts).Select(used => new TypeUse(Outermost(type), Outermost(used))))
                .Where(use => use.From != use.To && !IsTheCompilers(use.To))
                .Distinct(),
        ];

    private static IEnumerable<Type?> UsedBy(Type type) =>
        [
            type.BaseType,
            .. type.GetInterfaces(),
            .. Attributes(type),
            .. Constraints(type.IsGenericTypeDefinition ? type.GetGenericArguments() : []),
            .. type.GetFields(All).SelectMany(field => Attributes(field).Append(field.FieldType)),
            .. type.GetProperties(All).SelectMany(Attributes),
            .. type.GetMethods(All).SelectMany(UsedBy),
            .. type.GetConstructors(All).SelectMany(UsedBy),
        ];

    private static IEnumerable<Type?> UsedBy(MethodBase method) =>
        [
            .. Attributes(method),
            .. Constraints(method.IsGenericMethodDefinition ? method.GetGenericArguments() : []),
            .. Signature(method),
            .. method.GetMethodBody() is { } body ? UsedBy(method, body) : [],
        ];

    private static IEnumerable<Type?> UsedBy(MethodBase method, MethodBody body) =>
        [
            .. body.LocalVariables.Select(local => local.LocalType),
            .. body
                .ExceptionHandlingClauses.Where(clause => clause.Flags == ExceptionHandlingClauseOptions.Clause)
                .Select(clause => clause.CatchType),
            .. Tokens(body.GetILAsByteArray()!).SelectMany(token => UsedBy(Resolve(method, token))),
        ];

    private static IEnumerable<Type?> UsedBy(MemberInfo? member) =>
        member switch
        {
            Type type => [type],
            FieldInfo field => [field.DeclaringType, field.FieldType],
            MethodBase method =>
            [
                method.DeclaringType,
                .. Signature(method),
                .. method.IsGenericMethod ? method.GetGenericArguments() : [],
            ],
            _ => [],
        };

    private static IEnumerable<Type> Attributes(MemberInfo member) =>
        member.GetCustomAttributesData().Select(attribute => attribute.AttributeType);

    private static IEnumerable<Type> Constraints(Type[] parameters) =>
        parameters.SelectMany(parameter => parameter.GetGenericParameterConstraints());

    private static IEnumerable<Type> Signature(MethodBase method) =>
        [
            .. method.GetParameters().Select(parameter => parameter.ParameterType),
            .. method is MethodInfo { ReturnType: var answer } ? [answer] : Type.EmptyTypes,
        ];

    private static MemberInfo? Resolve(MethodBase method, int token) =>
        method.Module.ResolveMember(
            token,
            method.DeclaringType!.IsGenericType ? method.DeclaringType.GetGenericArguments() : null,
            method.IsGenericMethod ? method.GetGenericArguments() : null
        );

    /// <summary>The types, fields and methods that a body names, in ECMA-335's encoding.</summary>
    private static IEnumerable<int> Tokens(byte[] body)
    {
        for (var at = 0; at < body.Length; )
        {
            var code = body[at] == TwoByteCode ? Codes[(TwoByteCode << 8) | body[at + 1]] : Codes[body[at]];
            at += code.Size;
            if (
                code.OperandType
                is OperandType.InlineTok
                    or OperandType.InlineType
                    or OperandType.InlineField
                    or OperandType.InlineMethod
            )
                yield return BitConverter.ToInt32(body, at);
            at += code.OperandType switch
            {
                OperandType.InlineNone => 0,
                OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
                OperandType.InlineVar => 2,
                OperandType.InlineI8 or OperandType.InlineR => 8,
                OperandType.InlineSwitch => 4 + 4 * BitConverter.ToInt32(body, at),
                _ => 4,
            };
        }
    }

    /// <summary>A list of books is a list and a book.</summary>
    private static IEnumerable<Type> Parts(Type? type)
    {
        if (type is null || type.IsGenericParameter || type.IsFunctionPointer)
            return [];
        if (type.HasElementType)
            return Parts(type.GetElementType());
        return type.IsConstructedGenericType
            ? [type.GetGenericTypeDefinition(), .. type.GetGenericArguments().SelectMany(Parts)]
            : [type];
    }

    /// <summary>It has a name that no source can give: a literal's bytes, a collection expression's list.</summary>
    private static bool IsTheCompilers(Type type) => type.Name.StartsWith('<');

    private static Type Outermost(Type type) => type.DeclaringType is { } outer ? Outermost(outer) : type;
}
