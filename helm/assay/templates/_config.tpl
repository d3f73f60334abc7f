{{/* The service's application.yaml: what has a value of its own in the chart, then .Values.config over it. */}}
{{- define "assay.config" -}}
{{- $config := dict
  "logging" (dict "level" (dict "root" .Values.log.level))
  "assay" (dict
    "limits" .Values.limits
    "logging" (dict "format" .Values.log.format)
    "shutdown" (dict "drain" (printf "%ds" (int .Values.shutdown.drainSeconds)))) }}
{{- with .Values.jwt }}
{{- $jwt := dict }}
{{- if .issuerUri }}{{ $_ := set $jwt "issuer-uri" .issuerUri }}{{ end }}
{{- if .jwkSetUri }}{{ $_ := set $jwt "jwk-set-uri" .jwkSetUri }}{{ end }}
{{- if .audiences }}{{ $_ := set $jwt "audiences" .audiences }}{{ end }}
{{- if $jwt }}
{{- if .rolesClaim }}
{{- $_ := set (index $config "assay") "security" (dict "jwt" (dict "roles-claim" .rolesClaim)) }}
{{- end }}
{{- $_ := set $config "spring" (dict "security" (dict "oauth2" (dict "resourceserver" (dict "jwt" $jwt)))) }}
{{- end }}
{{- end }}
{{- with .Values.tracing }}
{{- if .otlpEndpoint }}
{{- $_ := set $config "management" (dict
  "tracing" (dict "sampling" (dict "probability" .samplingProbability))
  "opentelemetry" (dict "tracing" (dict "export" (dict "otlp" (dict "endpoint" .otlpEndpoint))))) }}
{{- end }}
{{- end }}
{{- toYaml (mergeOverwrite $config (deepCopy .Values.config)) }}
{{- end }}
