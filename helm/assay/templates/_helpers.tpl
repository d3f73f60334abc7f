{{- define "assay.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 63 | trimSuffix "-" }}
{{- end }}

{{/* Room is left for the longest suffix and a pod's ordinal or hash. */}}
{{- define "assay.fullname" -}}
{{- if .Values.fullnameOverride }}
{{- .Values.fullnameOverride | trunc 40 | trimSuffix "-" }}
{{- else }}
{{- $name := include "assay.name" . }}
{{- if contains $name .Release.Name }}
{{- .Release.Name | trunc 40 | trimSuffix "-" }}
{{- else }}
{{- printf "%s-%s" .Release.Name $name | trunc 40 | trimSuffix "-" }}
{{- end }}
{{- end }}
{{- end }}

{{/* Labels that never change: no version. */}}
{{- define "assay.instanceLabels" -}}
app.kubernetes.io/name: {{ include "assay.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "assay.selectorLabels" -}}
{{ include "assay.instanceLabels" . }}
app.kubernetes.io/component: server
{{- end }}

{{- define "assay.labels" -}}
{{ include "assay.instanceLabels" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" }}
{{- end }}

{{- define "assay.image" -}}
{{- if .Values.image.digest -}}
{{ .Values.image.repository }}@{{ .Values.image.digest }}
{{- else -}}
{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}
{{- end }}
{{- end }}

{{/* Empty where the service makes its own key. */}}
{{- define "assay.adminKeySecret" -}}
{{- if .Values.adminKey.existingSecret -}}
{{ .Values.adminKey.existingSecret }}
{{- else if .Values.externalPostgresql.enabled -}}
{{ include "assay.fullname" . }}-admin-key
{{- end }}
{{- end }}

{{- define "assay.podSecurityContext" -}}
runAsNonRoot: true
runAsUser: 65532
runAsGroup: 65532
fsGroup: 65532
# Always would give the group access to the database's folder at every start, and PostgreSQL refuses that.
fsGroupChangePolicy: OnRootMismatch
seccompProfile:
  type: RuntimeDefault
{{- end }}

{{- define "assay.containerSecurityContext" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities:
  drop:
    - ALL
{{- end }}

{{- define "assay.probe" -}}
httpGet:
  path: {{ .path }}
  port: http
periodSeconds: {{ .times.periodSeconds }}
timeoutSeconds: {{ .times.timeoutSeconds }}
failureThreshold: {{ .times.failureThreshold }}
{{- end }}

{{/* The series of this release, for alerts. */}}
{{- define "assay.series" -}}
namespace="{{ .Release.Namespace }}",service="{{ include "assay.fullname" . }}-headless"
{{- end }}
