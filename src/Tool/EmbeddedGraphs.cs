using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace GraphCompiler.Tool;

/// <summary>
/// Reads <c>[assembly: CompiledGraph(name, irText)]</c>, and <c>[assembly: AssemblyMetadata("GraphCompiler.Eager:" + name, reason)]</c> of functions
/// that run eagerly, from an assembly's metadata; nothing of it is loaded or run.
/// </summary>
internal static class EmbeddedGraphs
{
    private const string EagerKey = "GraphCompiler.Eager:";

    /// <summary>The graphs.</summary>
    /// <exception cref="System.BadImageFormatException">The file is not a .NET assembly.</exception>
    public static IEnumerable<(string Name, string Text)> Read(string path) => Attributes(path, "GraphCompiler", "CompiledGraphAttribute");

    /// <summary>The functions that have none, and why: <c>GF1002: …</c>.</summary>
    /// <exception cref="System.BadImageFormatException">The file is not a .NET assembly.</exception>
    public static IEnumerable<(string Name, string Reason)> ReadEager(string path) =>
        Attributes(path, "System.Reflection", "AssemblyMetadataAttribute").Where(a => a.Name.StartsWith(EagerKey, System.StringComparison.Ordinal)).Select(a => (a.Name[EagerKey.Length..], a.Text));

    /// <summary>The two texts of each attribute of a type.</summary>
    private static IEnumerable<(string Name, string Text)> Attributes(string path, string typeNamespace, string typeName)
    {
        using var file = File.OpenRead(path);
        using var image = new PEReader(file);
        if (!image.HasMetadata) throw new System.BadImageFormatException("no .NET metadata");
        var metadata = image.GetMetadataReader();
        if (!metadata.IsAssembly) yield break;
        foreach (var handle in metadata.GetAssemblyDefinition().GetCustomAttributes())
        {
            var attribute = metadata.GetCustomAttribute(handle);
            if (!Is(metadata, attribute.Constructor, typeNamespace, typeName)) continue;
            var value = metadata.GetBlobReader(attribute.Value);
            // The prolog that ECMA-335 puts before the arguments.
            if (value.ReadUInt16() != 1) continue;
            if (value.ReadSerializedString() is { } name && value.ReadSerializedString() is { } text) yield return (name, text);
        }
    }

    private static bool Is(MetadataReader metadata, EntityHandle constructor, string typeNamespace, string typeName)
    {
        var type = constructor.Kind switch
        {
            HandleKind.MemberReference => metadata.GetMemberReference((MemberReferenceHandle)constructor).Parent,
            HandleKind.MethodDefinition => metadata.GetMethodDefinition((MethodDefinitionHandle)constructor).GetDeclaringType(),
            _ => default,
        };
        var (space, name) = type.Kind switch
        {
            HandleKind.TypeReference when metadata.GetTypeReference((TypeReferenceHandle)type) is var t => (t.Namespace, t.Name),
            HandleKind.TypeDefinition when metadata.GetTypeDefinition((TypeDefinitionHandle)type) is var t => (t.Namespace, t.Name),
            _ => default,
        };
        return metadata.StringComparer.Equals(name, typeName) && metadata.StringComparer.Equals(space, typeNamespace);
    }
}
