using System.Reflection;
using System.Text;

namespace VideoDyn.Architecture.Tests;

/// <summary>Writes the public surface of an assembly as sorted text: one line per type, one indented line per member.</summary>
internal static class ApiText
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static string Of(Assembly assembly)
    {
        var text = new StringBuilder();
        foreach (Type type in assembly.GetExportedTypes().OrderBy(type => type.FullName, StringComparer.Ordinal))
        {
            text.Append(Kind(type)).Append(' ').Append(Name(type)).Append('\n');
            IEnumerable<string> members = type.IsEnum
                ? Enum.GetNames(type)
                : type.GetMembers(Declared).Select(Describe).OfType<string>().Order(StringComparer.Ordinal);
            foreach (string member in members)
                text.Append("    ").Append(member).Append('\n');
        }

        return text.ToString();
    }

    private static string Kind(Type type) => type switch
    {
        { IsEnum: true } => "enum",
        { IsInterface: true } => "interface",
        { IsValueType: true } => "struct",
        { IsAbstract: true, IsSealed: true } => "static class",
        { IsAbstract: true } => "abstract class",
        { IsSealed: true } => "sealed class",
        _ => "class",
    };

    private static string? Describe(MemberInfo member) => member switch
    {
        ConstructorInfo { IsStatic: false } constructor when IsVisible(constructor) => $"new({Parameters(constructor)})",
        MethodInfo { IsSpecialName: false } method when IsVisible(method) && !method.Name.Contains('<', StringComparison.Ordinal) =>
            $"{Static(method)}{Name(method.ReturnType)} {method.Name}({Parameters(method)})",
        PropertyInfo property when property.GetMethod is { } getter && IsVisible(getter) =>
            $"{Static(getter)}{Name(property.PropertyType)} {property.Name} {{ get;{(property.SetMethod is { } setter && IsVisible(setter) ? " set;" : "")} }}",
        FieldInfo field when field.IsPublic || field.IsFamily => $"{(field.IsLiteral ? "const " : field.IsStatic ? "static " : "")}{Name(field.FieldType)} {field.Name}",
        EventInfo happening when happening.AddMethod is { } adder && IsVisible(adder) => $"event {Name(happening.EventHandlerType!)} {happening.Name}",
        _ => null,
    };

    private static bool IsVisible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static string Static(MethodBase method) => method.IsStatic ? "static " : "";

    private static string Parameters(MethodBase method) =>
        string.Join(", ", method.GetParameters().Select(parameter => $"{Name(parameter.ParameterType)} {parameter.Name}"));

    private static string Name(Type type)
    {
        if (type.IsByRef)
            return "ref " + Name(type.GetElementType()!);
        if (type.IsArray)
            return Name(type.GetElementType()!) + "[]";
        if (type.IsPointer)
            return Name(type.GetElementType()!) + "*";
        string name = type.IsGenericParameter ? type.Name : (type.FullName ?? type.Name).Split('[')[0];
        if (!type.IsGenericType)
            return name;
        string plain = (type.GetGenericTypeDefinition().FullName ?? type.Name).Split('`')[0];
        return $"{plain}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>";
    }
}
